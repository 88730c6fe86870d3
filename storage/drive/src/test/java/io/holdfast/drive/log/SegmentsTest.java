package io.holdfast.drive.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.drive.disk.Aligned;
import io.holdfast.drive.disk.Disk;
import io.holdfast.drive.disk.DiskFile;
import io.holdfast.drive.disk.RealDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is searched for batches that damage hides when a log is opened, and what is not.
final class SegmentsTest {
    private static final UUID INCARNATION = new UUID(1, 2);
    private static final int SEGMENT_BYTES = 16 * Aligned.BLOCK;
    private static final int SPARE = 1;

    @TempDir private Path folder;
    private Disk disk;
    private Segments segments;

    @BeforeEach
    void prepare() throws IOException {
        disk = RealDisk.at(folder);
        segments = open(SEGMENT_BYTES);
        segments.addSpare();
    }

    @AfterEach
    void close() throws IOException {
        segments.close();
    }

    private Segments open(long segmentBytes) throws IOException {
        return Segments.open(disk, folder, INCARNATION, segmentBytes);
    }

    private void reopen(long segmentBytes) throws IOException {
        segments.close();
        segments = open(segmentBytes);
    }

    private void write(ByteBuffer block, long at) throws IOException {
        try (DiskFile file = disk.openForWriting(folder.resolve(Integer.toString(SPARE)))) {
            file.write(block, at);
        }
    }

    @Test
    void aFileThatSaysThatItWasNeverUsedIsNotSearched() throws IOException {
        reopen(SEGMENT_BYTES);
        assertThat(segments.spareCount()).isEqualTo(1);
        assertThat(segments.suspects()).isEmpty();
    }

    @Test
    void aFileWhoseHeaderIsGoneIsSearchedAndIsASpare() throws IOException {
        write(Aligned.allocate(Aligned.BLOCK), 0);
        reopen(SEGMENT_BYTES);
        assertThat(segments.spareCount()).isEqualTo(1);
        assertThat(segments.suspects()).containsExactly(SPARE);
    }

    /// A drive that takes a write and never makes it leaves the header of before.
    @Test
    void aHeaderThatWasNeverWrittenHidesNoBatch() throws IOException {
        LogWriter writer =
                new LogWriter(
                        segments,
                        new LogEnd.Tail(LogEnd.NO_SEGMENT, 0, 1, 0),
                        () -> {},
                        Aligned.BLOCK);
        writer.begin(1);
        long _ = writer.commit(new byte[] {1}, 1, 1);
        assertThat(writer.segment()).isEqualTo(SPARE);
        writer.close();
        write(SegmentHeader.prepared(SPARE, INCARNATION).encode(), 0);

        reopen(SEGMENT_BYTES);

        assertThat(segments.suspects()).containsExactly(SPARE);
        assertThat(new LogReader(segments).walk(LogEnd.NO_SEGMENT, 0, 1, 0, 1, (_, _, _) -> {}))
                .isInstanceOf(LogEnd.Damaged.class);
    }

    @Test
    void aFileOfAnotherLengthStaysUntilTheLogWasFoundWhole() throws IOException {
        write(Aligned.allocate(Aligned.BLOCK), 0);
        reopen(2 * SEGMENT_BYTES);
        assertThat(segments.spareCount()).isZero();
        assertThat(segments.suspects()).containsExactly(SPARE);
        assertThat(folder.resolve(Integer.toString(SPARE))).exists();

        segments.trust();

        assertThat(segments.suspects()).isEmpty();
        assertThat(folder.resolve(Integer.toString(SPARE))).doesNotExist();
    }
}
