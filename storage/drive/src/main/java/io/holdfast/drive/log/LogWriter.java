package io.holdfast.drive.log;

import io.holdfast.drive.disk.Aligned;
import io.holdfast.drive.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Appends batches: one write and one sync each. Commit thread only. After an exception nothing
/// more may be written; the drive is out until it is opened again.
public final class LogWriter implements AutoCloseable {
    private final Segments segments;
    private final Runnable onRoll;
    private @Nullable Segment segment;
    private @Nullable DiskFile file;
    private long offset;
    private long next;
    private int previousCrc;
    private ByteBuffer buffer;
    private int payloadBytes;
    private boolean isBroken;

    /// Goes on where a walk over the log ended.
    ///
    /// @param onRoll told when a spare segment was taken
    /// @param bufferBytes expected size of a batch; larger ones make the buffer grow
    public LogWriter(Segments segments, LogEnd.Tail tail, Runnable onRoll, int bufferBytes)
            throws IOException {
        this.segments = segments;
        this.onRoll = onRoll;
        next = tail.next();
        previousCrc = tail.crc();
        offset = tail.offset();
        buffer = Aligned.allocate((int) Aligned.up(bufferBytes));
        if (tail.segment() != LogEnd.NO_SEGMENT) {
            Optional<Segment> current = segments.find(tail.segment());
            if (current.isPresent()) {
                segment = current.get();
                file = segments.openForWriting(tail.segment());
            }
        }
    }

    /// Begins a batch: makes sure that it fits into the segment and takes the next one when not.
    ///
    /// @param bytesMax what payload and items will come to at most
    public void begin(long bytesMax) throws IOException {
        if (isBroken) {
            throw new IOException("an earlier write to the log failed");
        }
        long need = BatchHeader.totalBytes(bytesMax, 0);
        Segment current = segment;
        if (current == null || offset + need > current.bytes()) {
            current = roll(need);
        }
        ensure(need);
        buffer.clear();
        payloadBytes = 0;
    }

    /// Number of the batch that was begun.
    public long number() {
        return next;
    }

    public int segment() {
        return segment == null ? LogEnd.NO_SEGMENT : segment.number();
    }

    /// Where the batch that was begun will stand.
    public long offset() {
        return offset;
    }

    /// CRC of the header of the last batch.
    public int lastCrc() {
        return previousCrc;
    }

    /// Adds a shard to the batch.
    ///
    /// @return where its first byte will stand in the segment
    public long addPayload(byte[] bytes) {
        int at = BatchHeader.BYTES + payloadBytes;
        buffer.put(at, bytes);
        payloadBytes += bytes.length;
        return offset + at;
    }

    /// Writes the batch and makes it durable.
    ///
    /// @return its whole length in the segment
    public long commit(byte[] items, int markEpoch, long markOrdinal) throws IOException {
        Segment current = Objects.requireNonNull(segment);
        DiskFile target = Objects.requireNonNull(file);
        BatchHeader header =
                new BatchHeader(
                        payloadBytes,
                        items.length,
                        crcOf(buffer.slice(BatchHeader.BYTES, payloadBytes)),
                        crcOf(ByteBuffer.wrap(items)),
                        previousCrc,
                        next,
                        current.number(),
                        current.activation(),
                        offset,
                        markEpoch,
                        markOrdinal);
        int end = BatchHeader.BYTES + payloadBytes;
        buffer.put(end, items);
        long total = header.totalBytes();
        for (int i = end + items.length; i < total; i++) {
            buffer.put(i, (byte) 0);
        }
        int crc = header.encode(buffer, segments.incarnation());
        try {
            target.write(buffer.clear().limit((int) total), offset);
            target.sync();
        } catch (IOException e) {
            isBroken = true;
            throw e;
        }
        previousCrc = crc;
        offset += total;
        next++;
        return total;
    }

    private Segment roll(long need) throws IOException {
        isBroken = true;
        if (file != null) {
            file.close();
            file = null;
        }
        Segment taken = segments.activate(next, need);
        if (Aligned.BLOCK + need > taken.bytes()) {
            throw new IOException(
                    "a batch of "
                            + need
                            + " bytes does not fit into a segment of "
                            + taken.bytes());
        }
        file = segments.openForWriting(taken.number());
        segment = taken;
        offset = Aligned.BLOCK;
        isBroken = false;
        onRoll.run();
        return taken;
    }

    private void ensure(long need) {
        if (need > buffer.capacity()) {
            buffer = Aligned.allocate(Math.toIntExact(need));
        }
    }

    private static int crcOf(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
