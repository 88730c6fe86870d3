package io.holdfast.drive;

/// A leader's feed and how far this drive has followed it. Commit thread only.
final class FeedStream {
    private final ChangeFeed feed;
    private long ordinal;
    private StreamPosition noted = StreamPosition.ZERO;
    private long notedTail;

    FeedStream(ChangeFeed feed, long afterOrdinal) {
        this.feed = feed;
        ordinal = afterOrdinal;
    }

    ChangeFeed feed() {
        return feed;
    }

    /// The last ordinal that is durable here.
    long ordinal() {
        return ordinal;
    }

    void advance(long to) {
        ordinal = to;
    }

    /// Notes what the leader has decided so far. A VOID that belongs to it stands in the stream at
    /// or before the tail of this moment, so the mark takes effect only when the drive has got
    /// there: the mark must not overtake a VOID (rule 5). Called before changes are taken.
    void observe() {
        if (noted.equals(StreamPosition.ZERO) || ordinal >= notedTail) {
            StreamPosition decided = mark();
            notedTail = feed.tail();
            // If the stream has ended meanwhile, its tail tells of no VOID.
            noted = mark().equals(StreamPosition.ZERO) ? StreamPosition.ZERO : decided;
        }
    }

    /// What may be decided once everything up to the ordinal is applied; {@link
    /// StreamPosition#ZERO} when nothing new.
    StreamPosition markAfter(long applied) {
        if (applied < notedTail) {
            return StreamPosition.ZERO;
        }
        StreamPosition reached = noted;
        noted = StreamPosition.ZERO;
        return reached;
    }

    /// What the leader has decided; {@link StreamPosition#ZERO} when nothing yet, which says
    /// nothing about earlier epochs.
    StreamPosition mark() {
        long decided = feed.decided();
        return decided == 0 ? StreamPosition.ZERO : new StreamPosition(feed.epoch(), decided);
    }
}
