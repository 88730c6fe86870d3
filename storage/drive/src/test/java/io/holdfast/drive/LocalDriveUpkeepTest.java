package io.holdfast.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Segments come back: the log stays in proportion to what lives in it, and cleaning loses nothing.
final class LocalDriveUpkeepTest {
    /// 1.5 × live and four segments are the aim; the segment in use, the spare ones and one that is
    /// being emptied come on top.
    private static final double AMPLIFICATION_MAX = 1.5;

    private static final int SLACK_SEGMENTS = 10;

    @TempDir private Path folder;

    @Test
    void overwritingKeepsTheLogSmallAndEveryShardReadable() {
        Seeds.forEach(2, this::overwrite);
    }

    private void overwrite(RandomGenerator random) throws Exception {
        Path root = LocalDrives.format(folder, random.nextLong());
        LocalDrive drive = LocalDrives.open(root);
        DriveWorkload load = new DriveWorkload(random, 40, 16_000, drive);
        load.lead(drive);
        for (int round = 0; round < 6; round++) {
            for (int i = 0; i < 250; i++) {
                load.step();
            }
            assertThat(load.settle()).isEmpty();
            load.verify();
        }
        load.decideAll();
        assertThat(awaitSmall(root, load.liveShardBytes())).isTrue();
        load.verify();
        drive.close();
        drive = LocalDrives.open(root);
        load.lead(drive);
        assertThat(load.settle()).isEmpty();
        load.verify();
        load.decideAll();
        drive.close();
        LocalDrives.assertNothingLeaks(root);
    }

    private static boolean awaitSmall(Path root, long liveBytes) throws IOException {
        long max =
                (long) (AMPLIFICATION_MAX * liveBytes)
                        + (long) SLACK_SEGMENTS * LocalDrives.SMALL.segmentBytes();
        long start = System.nanoTime();
        while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(60)) {
            if (logBytes(root) <= max) {
                return true;
            }
            LockSupport.parkNanos(10_000_000);
        }
        return false;
    }

    private static long logBytes(Path root) throws IOException {
        try (Stream<Path> files = Files.list(DriveFiles.log(root))) {
            return files.mapToLong(path -> path.toFile().length()).sum();
        }
    }
}
