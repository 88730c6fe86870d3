package io.holdfast.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MemoryReadsTest {
    private static final byte[] KEY = {1, 'k'};
    private static final byte[] OTHER = {1, 'x'};
    private static final byte[] RECORD = {7, 7, 7};

    @TempDir Path folder;

    @Test
    void rowsInMemoryAreKnownAndSoAreAbsentOnes() throws IOException {
        try (IndexStore index = open()) {
            write(index);
            MemoryReads reads = new MemoryReads(index);
            assertThat(reads.read(Family.HEAD, OTHER)).isInstanceOf(RowRead.Absent.class);
            assertThat(reads.read(Family.HEAD, KEY)).isInstanceOf(RowRead.Found.class);
            RowRead.Found found = (RowRead.Found) reads.read(Family.HEAD, KEY);
            assertThat(found).isNotNull();
            assertThat(found.row().record()).isEqualTo(RECORD);
            assertThat(found.state()).isEqualTo(RowRead.ShardState.MISSING);
        }
    }

    @Test
    void rowOnTheMediumIsUnknownUntilAReadThreadHasReadIt() throws IOException {
        try (IndexStore index = open()) {
            write(index);
            index.flush();
        }
        try (IndexStore index = open()) {
            MemoryReads reads = new MemoryReads(index);
            assertThat(reads.read(Family.HEAD, KEY)).isNull();
            assertThat(index.get(Family.HEAD, KEY)).isNotNull();
            RowRead read = null;
            for (int i = 0; i < 100 && read == null; i++) {
                read = reads.read(Family.HEAD, KEY);
            }
            assertThat(read).isInstanceOf(RowRead.Found.class);
        }
    }

    @Test
    void nothingIsReadOnceTheIndexIsAboutToBeClosed() throws IOException, InterruptedException {
        try (IndexStore index = open()) {
            write(index);
            MemoryReads reads = new MemoryReads(index);
            assertThat(reads.close(1_000)).isTrue();
            assertThat(reads.read(Family.HEAD, KEY)).isNull();
        }
    }

    private IndexStore open() throws IOException {
        return IndexStore.open(folder, LocalDriveOptions.DEFAULT, null);
    }

    private static void write(IndexStore index) throws IOException {
        RowBatch rows = new RowBatch(index);
        rows.put(
                Family.HEAD,
                KEY,
                new RowImage(new StreamPosition(1, 1), RECORD, Location.missing(), null, false));
        index.write(rows);
    }
}
