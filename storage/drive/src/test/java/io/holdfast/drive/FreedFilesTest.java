package io.holdfast.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.drive.disk.RealDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which files are kept, for how long, and for whom.
final class FreedFilesTest {
    private static final int SIZE = 8192;

    /// Room for three files of [#SIZE], which are a hundredth.
    private static final DriveSpace ROOMY =
            new DriveSpace(300L * SIZE, 200L * SIZE, 1_000_000, 900_000);

    private static final DriveSpace FULL = new DriveSpace(300L * SIZE, SIZE, 1_000_000, 900_000);

    @TempDir private Path folder;
    private Path kept;
    private FreedFiles freed;

    @BeforeEach
    void open() throws IOException {
        kept = folder.resolve("freed");
        freed = new FreedFiles(kept, RealDisk.at(folder));
        freed.limit(ROOMY);
    }

    @Test
    void aFileOfTheSameSizeIsWrittenOver() throws IOException {
        Object inode = Files.getAttribute(free(1, SIZE), "unix:ino");
        Path as = folder.resolve("new");

        assertThat(freed.reuse(SIZE - 1, as)).isFalse();
        assertThat(freed.reuse(SIZE, as)).isTrue();
        assertThat(Files.getAttribute(as, "unix:ino")).isEqualTo(inode);
        assertThat(freed.reuse(SIZE, folder.resolve("other"))).isFalse();
        assertThat(filesKept()).isZero();
    }

    @Test
    void whatIsBeingReadIsNotWrittenOver() throws IOException {
        freed.reading(id(1));
        freed.reading(id(1));
        freed.read(id(1));
        free(1, SIZE);

        assertThat(freed.reuse(SIZE, folder.resolve("new"))).isFalse();
        assertThat(filesKept()).isZero();
        freed.reading(id(2));
        freed.read(id(2));
        free(2, SIZE);
        assertThat(freed.reuse(SIZE, folder.resolve("new"))).isTrue();
    }

    @Test
    void theOldestGoWhenThereAreTooMany() throws IOException {
        for (int i = 1; i <= 4; i++) {
            free(i, SIZE);
        }
        assertThat(filesKept()).isEqualTo(3);
        assertThat(kept.resolve(id(1).toString())).doesNotExist();
    }

    @Test
    void nothingIsKeptWhereRoomIsShort() throws IOException {
        free(1, SIZE);
        freed.limit(FULL);
        assertThat(filesKept()).isZero();
        free(2, SIZE);
        assertThat(filesKept()).isZero();
        assertThat(folder.resolve(id(2).toString())).doesNotExist();
    }

    @Test
    void whatCannotBeKeptIsDeleted() throws IOException {
        Files.createFile(kept);
        Path file = free(1, SIZE);

        assertThat(file).doesNotExist();
        assertThat(freed.reuse(SIZE, folder.resolve("new"))).isFalse();
        freed.free(id(2), folder.resolve("never made"));
    }

    @Test
    void aStartDeletesWhatItFinds() throws IOException {
        free(1, SIZE);
        FreedFiles next = new FreedFiles(kept, RealDisk.at(folder));
        next.limit(ROOMY);

        assertThat(filesKept()).isZero();
        assertThat(next.reuse(SIZE, folder.resolve("new"))).isFalse();
        new FreedFiles(folder.resolve("never made"), RealDisk.at(folder)).limit(ROOMY);
    }

    /// @return where the file is now, or was when it is gone
    private Path free(int number, int size) throws IOException {
        Path file = Files.write(folder.resolve(id(number).toString()), new byte[size]);
        freed.free(id(number), file);
        Path moved = kept.resolve(file.getFileName());
        return Files.exists(moved) ? moved : file;
    }

    private long filesKept() throws IOException {
        try (Stream<Path> files = Files.list(kept)) {
            return files.count();
        }
    }

    private static ShardId id(int number) {
        return new ShardId(0, number);
    }
}
