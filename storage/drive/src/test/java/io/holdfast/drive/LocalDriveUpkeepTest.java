package io.holdfast.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.Seeds;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Segments come back: the log stays in proportion to what lives in it, and cleaning loses nothing.
final class LocalDriveUpkeepTest {
    private static final double AMPLIFICATION_MAX = 1.5;

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
        assertThat(LocalDrives.awaitLogWithin(root, load.liveShardBytes(), AMPLIFICATION_MAX))
                .isTrue();
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
}
