package io.holdfast.drive;

/// A leader's feed and how far this drive has followed it. The ordinal belongs to the commit
/// thread.
final class FeedStream {
    private final ChangeFeed feed;
    private long ordinal;

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

    /// What the leader has decided; {@link StreamPosition#ZERO} when nothing yet, which says
    /// nothing about earlier epochs.
    StreamPosition mark() {
        long decided = feed.decided();
        return decided == 0 ? StreamPosition.ZERO : new StreamPosition(feed.epoch(), decided);
    }
}
