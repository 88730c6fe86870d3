package io.holdfast.drive.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.drive.disk.Aligned;
import io.holdfast.drive.disk.Disk;
import io.holdfast.drive.disk.DiskFile;
import io.holdfast.drive.disk.RealDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A batch that a power cut tore at the end of a segment, where the next one does not fit: it goes
/// to another segment, and what was torn must never hide it.
final class TornTailTest {
    private static final UUID INCARNATION = new UUID(1, 2);
    private static final int SEGMENT_BYTES = 16 * 4096;
    private static final int FITS = 13;
    private static final byte[] ITEMS = {1, 2, 3};
    private static final byte[] TWO_BLOCKS = new byte[6000];
    private static final byte[] THREE_BLOCKS = new byte[10_000];

    @TempDir private Path folder;
    private Disk disk;
    private Segments segments;
    private LogWriter writer;

    @BeforeEach
    void start() throws IOException {
        disk = RealDisk.at(folder);
        segments = Segments.open(disk, folder, INCARNATION, SEGMENT_BYTES);
        writer = writer(new LogEnd.Tail(LogEnd.NO_SEGMENT, 0, 1, 0));
    }

    @AfterEach
    void close() throws IOException {
        writer.close();
        segments.close();
    }

    /// Offsets of what is torn in the batch: its header, payload, items.
    @ParameterizedTest
    @ValueSource(ints = {0, 2000, 128 + 6000})
    void whatWasTornHidesNothing(int tornAt) throws IOException {
        for (int i = 0; i < FITS; i++) {
            write(new byte[10]);
        }
        int segment = writer.segment();
        long torn = writer.offset();
        write(TWO_BLOCKS);
        flip(segment, torn + tornAt);

        open(FITS);
        assertThat(writer.offset()).isEqualTo(torn);
        write(THREE_BLOCKS);
        assertThat(writer.segment()).isNotEqualTo(segment);
        open(FITS + 1);
        write(new byte[10]);
        write(THREE_BLOCKS);
        open(FITS + 3);
    }

    /// The index may name the place behind the last batch of a segment. Nothing that is before that
    /// place is needed any more, so the segment may be used anew.
    @Test
    void aPlaceInASegmentThatIsUsedAnewIsNotLookedAt() throws IOException {
        write(new byte[10]);
        int segment = writer.segment();
        LogEnd.Tail place = tail();
        while (writer.segment() == segment) {
            place = tail();
            write(TWO_BLOCKS);
        }
        segments.release(segments.find(segment).orElseThrow(), 1);
        while (writer.segment() != segment) {
            write(TWO_BLOCKS);
        }
        long last = tail().next() - 1;

        open(place, (int) (last - place.next() + 1));
    }

    private LogEnd.Tail tail() {
        return new LogEnd.Tail(
                writer.segment(), writer.offset(), writer.number(), writer.lastCrc());
    }

    /// Opens the log anew and reads it.
    private void open(int batches) throws IOException {
        open(new LogEnd.Tail(LogEnd.NO_SEGMENT, 0, 1, 0), batches);
    }

    private void open(LogEnd.Tail from, int batches) throws IOException {
        close();
        segments = Segments.open(disk, folder, INCARNATION, SEGMENT_BYTES);
        List<Long> numbers = new ArrayList<>();
        LogEnd end =
                new LogReader(segments)
                        .walk(
                                from.segment(),
                                from.offset(),
                                from.next(),
                                from.crc(),
                                from.next(),
                                (header, _, _) -> numbers.add(header.number()));
        assertThat(end).isInstanceOf(LogEnd.Tail.class);
        assertThat(numbers).hasSize(batches);
        writer = writer((LogEnd.Tail) end);
    }

    private LogWriter writer(LogEnd.Tail tail) throws IOException {
        return new LogWriter(segments, tail, () -> {}, 1 << 16);
    }

    private void write(byte[] payload) throws IOException {
        writer.begin(payload.length + ITEMS.length);
        long _ = writer.addPayload(payload);
        long _ = writer.commit(ITEMS, 1, 1);
    }

    private void flip(int segment, long at) throws IOException {
        try (DiskFile file = disk.openForWriting(folder.resolve(Integer.toString(segment)))) {
            ByteBuffer block = Aligned.allocate(4096);
            long start = at / 4096 * 4096;
            int _ = file.read(block, start);
            int within = (int) (at - start);
            block.put(within, (byte) ~block.get(within)).clear();
            file.write(block, start);
        }
    }
}
