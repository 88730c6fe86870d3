package io.holdfast.drive.log;

import io.holdfast.drive.disk.Aligned;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/// Reads batches back. One thread.
///
/// A batch that is not whole is the torn tail if nothing valid comes after it, and damage if
/// something does, a batch or the header of a segment that was to begin with a later one: only one
/// batch is ever on its way to the medium, and it is acknowledged before the next one is written.
public final class LogReader {
    private static final int CHUNK = 1 << 20;

    private final Segments segments;
    private final Map<Long, Segment> beginnings = new HashMap<>();
    private final ByteBuffer block = Aligned.allocate(Aligned.BLOCK);

    public LogReader(Segments segments) {
        this.segments = segments;
    }

    /// Walks from a batch to the end of the log.
    ///
    /// @param segment where the first batch stands, or {@link LogEnd#NO_SEGMENT} to look for it
    /// @param offset in that segment
    /// @param number of the first batch
    /// @param previousCrc of the header of the batch before it; 0 when not known
    /// @param verifyPayloadFrom number of the first batch whose payload must be read: the index
    ///   proves that those before it were whole
    public LogEnd walk(
            int segment,
            long offset,
            long number,
            int previousCrc,
            long verifyPayloadFrom,
            BatchVisitor visitor)
            throws IOException {
        int atSegment = segment;
        long at = offset;
        long next = number;
        int crc = previousCrc;
        noteBeginnings();
        while (true) {
            Optional<Segment> newer = newerThan(atSegment, next);
            if (newer.isPresent()) {
                atSegment = newer.get().number();
                at = Aligned.BLOCK;
            }
            Optional<BatchHeader> header = header(atSegment, at, next);
            if (header.isEmpty()) {
                return end(new LogEnd.Tail(atSegment, at, next, crc), at);
            }
            BatchHeader batch = header.get();
            long after = at + batch.totalBytes();
            LogEnd.Tail here = new LogEnd.Tail(atSegment, at, next, crc);
            if (crc != 0 && batch.previousCrc() != crc) {
                return end(here, after);
            }
            int batchCrc = BatchHeader.crcAt(block);
            Optional<byte[]> items = items(batch);
            if (items.isEmpty()) {
                return end(here, after);
            }
            if (next >= verifyPayloadFrom && !isPayloadIntact(batch) && !hasNext(batch, after)) {
                return here;
            }
            visitor.visit(batch, batchCrc, items.get());
            crc = batchCrc;
            at = after;
            next++;
        }
    }

    /// Visits the whole batches that stand in one segment, whatever became of others.
    public void walkSegment(Segment segment, BatchVisitor visitor) throws IOException {
        long at = Aligned.BLOCK;
        long next = segment.firstBatch();
        Optional<BatchHeader> header = header(segment.number(), at, next);
        while (header.isPresent()) {
            BatchHeader batch = header.get();
            int crc = BatchHeader.crcAt(block);
            Optional<byte[]> items = items(batch);
            if (items.isPresent()) {
                visitor.visit(batch, crc, items.get());
            }
            at += batch.totalBytes();
            next++;
            header = header(segment.number(), at, next);
        }
    }

    /// The tail, unless a later batch shows that something between is lost.
    private LogEnd end(LogEnd.Tail tail, long searchFrom) throws IOException {
        for (Segment segment : segments.inOrder()) {
            if (segment.firstBatch() > tail.next()) {
                return new LogEnd.Damaged(
                        "batch "
                                + tail.next()
                                + " is missing or broken, but log/"
                                + segment.number()
                                + " begins with batch "
                                + segment.firstBatch());
            }
        }
        if (segments.endsCleanlyAfter(tail.next() - 1)) {
            return tail;
        }
        Optional<BatchHeader> later = laterBatch(tail, searchFrom);
        if (later.isEmpty()) {
            return tail;
        }
        BatchHeader batch = later.get();
        return new LogEnd.Damaged(
                "batch "
                        + tail.next()
                        + " is missing or broken at log/"
                        + tail.segment()
                        + ":"
                        + tail.offset()
                        + ", but batch "
                        + batch.number()
                        + " is there at log/"
                        + batch.segment()
                        + ":"
                        + batch.offset());
    }

    private Optional<BatchHeader> laterBatch(LogEnd.Tail tail, long from) throws IOException {
        if (segments.find(tail.segment()).isPresent()) {
            Optional<BatchHeader> later = search(tail.segment(), from, tail.next());
            if (later.isPresent()) {
                return later;
            }
        }
        for (int number : segments.suspects()) {
            Optional<BatchHeader> later = search(number, Aligned.BLOCK, tail.next() - 1);
            if (later.isPresent()) {
                return later;
            }
        }
        return Optional.empty();
    }

    /// The first batch in the segment, at or after the offset, whose number is above the given one.
    private Optional<BatchHeader> search(int segment, long from, long above) throws IOException {
        ByteBuffer chunk = Aligned.allocate(CHUNK);
        long at = from;
        int got = read(segment, chunk.clear(), at);
        while (got >= Aligned.BLOCK) {
            for (int i = 0; i + Aligned.BLOCK <= got; i += Aligned.BLOCK) {
                if (chunk.getInt(i) == BatchHeader.MAGIC) {
                    ByteBuffer candidate = chunk.slice(i, Aligned.BLOCK);
                    Optional<BatchHeader> header =
                            BatchHeader.decode(candidate, segments.incarnation(), segment, at + i);
                    if (header.isPresent() && header.get().number() > above) {
                        return header;
                    }
                }
            }
            at += got;
            got = read(segment, chunk.clear(), at);
        }
        return Optional.empty();
    }

    /// Of several that begin with the same batch the newest counts: what was to be in the others
    /// was torn before it was acknowledged.
    private void noteBeginnings() {
        beginnings.clear();
        for (Segment segment : segments.inOrder()) {
            beginnings.put(segment.firstBatch(), segment);
        }
    }

    /// The segment that was taken into use for this batch after the one at hand. What looks like
    /// the batch in the older one is a torn tail, which left too little room to be written over. A
    /// segment that begins later was used anew since somebody noted a place in it: any counts.
    private Optional<Segment> newerThan(int number, long firstBatch) {
        long activation =
                segments.find(number)
                        .filter(segment -> segment.firstBatch() < firstBatch)
                        .map(Segment::activation)
                        .orElse(0L);
        return Optional.ofNullable(beginnings.get(firstBatch))
                .filter(segment -> segment.activation() > activation);
    }

    /// True when the batch after this one is there, so that this one had been acknowledged.
    private boolean hasNext(BatchHeader batch, long after) throws IOException {
        if (header(batch.segment(), after, batch.number() + 1).isPresent()) {
            return true;
        }
        Optional<Segment> following = newerThan(batch.segment(), batch.number() + 1);
        return following.isPresent()
                && header(following.get().number(), Aligned.BLOCK, batch.number() + 1).isPresent();
    }

    /// The header of that batch at that place, left in {@link #block}.
    private Optional<BatchHeader> header(int segment, long at, long number) throws IOException {
        if (segment == LogEnd.NO_SEGMENT || read(segment, block.clear(), at) < Aligned.BLOCK) {
            return Optional.empty();
        }
        Optional<Segment> file = segments.find(segment);
        return BatchHeader.decode(block, segments.incarnation(), segment, at)
                .filter(h -> h.number() == number)
                .filter(h -> file.isPresent() && h.activation() == file.get().activation())
                // Before anything is allocated on the word of its lengths.
                .filter(h -> h.totalBytes() <= file.get().bytes() - at);
    }

    private Optional<byte[]> items(BatchHeader batch) throws IOException {
        byte[] items = new byte[batch.itemsBytes()];
        int got = read(batch.segment(), ByteBuffer.wrap(items), batch.itemsOffset());
        CRC32C crc = new CRC32C();
        crc.update(items);
        boolean isIntact = got == items.length && (int) crc.getValue() == batch.itemsCrc();
        return isIntact ? Optional.of(items) : Optional.empty();
    }

    private boolean isPayloadIntact(BatchHeader batch) throws IOException {
        CRC32C crc = new CRC32C();
        ByteBuffer chunk = ByteBuffer.allocateDirect(Math.min(CHUNK, batch.payloadBytes()));
        int done = 0;
        while (done < batch.payloadBytes()) {
            chunk.clear().limit(Math.min(chunk.capacity(), batch.payloadBytes() - done));
            long at = batch.offset() + BatchHeader.BYTES + done;
            if (read(batch.segment(), chunk, at) < chunk.limit()) {
                return false;
            }
            crc.update(chunk.flip());
            done += chunk.limit();
        }
        return (int) crc.getValue() == batch.payloadCrc();
    }

    private int read(int segment, ByteBuffer into, long offset) throws IOException {
        try {
            return segments.read(segment, into, offset);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
