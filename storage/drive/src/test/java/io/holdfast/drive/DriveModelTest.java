package io.holdfast.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.Seeds;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever leaders do, in whatever order: the drive holds what a plain model holds, before and
/// after it is reopened.
final class DriveModelTest {
    private static final int ROUNDS = 4;
    private static final int STEPS = 150;

    @TempDir private Path folder;

    @Test
    void simulatedDriveHoldsWhatTheModelHolds() {
        Seeds.forEach(
                30,
                random -> {
                    SimulatedMedium medium =
                            new SimulatedMedium(TestKeys.identity(0), random.nextLong());
                    DriveWorkload load =
                            new DriveWorkload(
                                    random, 8, 3000, SimulatedDrive.open(medium, Later.threads()));
                    for (int round = 0; round < ROUNDS; round++) {
                        load.lead(SimulatedDrive.open(medium, Later.threads()));
                        run(load);
                        if (random.nextBoolean()) {
                            ((SimulatedDrive) load.drive()).cutPower();
                        } else {
                            load.drive().close();
                        }
                    }
                });
    }

    @Test
    void localDriveHoldsWhatTheModelHolds() {
        Seeds.forEach(
                4,
                random -> {
                    Path root = LocalDrives.format(folder, random.nextLong());
                    Drive drive = LocalDrives.open(root);
                    DriveWorkload load = new DriveWorkload(random, 8, 6000, drive);
                    for (int round = 0; round < ROUNDS; round++) {
                        load.lead(drive);
                        run(load);
                        drive.close();
                        drive = LocalDrives.open(root);
                    }
                    load.lead(drive);
                    assertThat(load.settle()).isEmpty();
                    load.verify();
                    load.decideAll();
                    drive.close();
                    LocalDrives.assertNothingLeaks(root);
                });
    }

    private static void run(DriveWorkload load) throws InterruptedException {
        for (int i = 0; i < STEPS; i++) {
            load.step();
        }
        assertThat(load.settle()).isEmpty();
        load.verify();
    }
}
