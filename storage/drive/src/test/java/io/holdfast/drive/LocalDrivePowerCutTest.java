package io.holdfast.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The power goes while a leader writes: every change that was reported durable is there
/// afterwards, whole, and nothing of those that were not is half there.
final class LocalDrivePowerCutTest {
    private static final int CUTS = 5;

    @TempDir private Path folder;

    @Test
    void everythingDurableSurvivesThePowerCut() {
        Seeds.forEach(8, this::cutAgainAndAgain);
    }

    private void cutAgainAndAgain(RandomGenerator random) throws Exception {
        Path root = LocalDrives.format(folder, random.nextLong());
        CuttableDisk disk = new CuttableDisk(root);
        LocalDrive drive = open(disk);
        DriveWorkload load = new DriveWorkload(random, 10, 9000, drive);
        for (int cut = 0; cut < CUTS; cut++) {
            load.lead(drive);
            int steps = random.nextInt(20, 250);
            for (int i = 0; i < steps; i++) {
                load.step();
            }
            if (random.nextInt(3) == 0) {
                // Undecided changes in a flushed index, then more on top.
                assertThat(load.settle()).isEmpty();
                drive.close();
                drive = open(disk);
                load.lead(drive);
                for (int i = 0; i < 30; i++) {
                    load.step();
                }
            }
            load.drive().wake();
            Path copy = folder.resolve(Long.toHexString(random.nextLong()));
            AtomicLong acknowledged = new AtomicLong();
            TestFeed feed = load.feed();
            disk.cutPower(copy, random, () -> acknowledged.set(feed.durableOrdinal()));
            drive.close();
            root = copy;
            disk = new CuttableDisk(root);
            drive = open(disk);
            load.lead(drive, acknowledged.get());
            assertThat(load.settle()).isEmpty();
            load.verify();
            if (random.nextBoolean()) {
                // A start from a flushed index rather than by replay.
                drive.close();
                drive = open(disk);
            }
        }
        load.lead(drive);
        load.decideAll();
        load.verify();
        drive.close();
        LocalDrives.assertNothingLeaks(root);
    }

    private static LocalDrive open(CuttableDisk disk) throws IOException {
        return LocalDrives.opened(disk.open(LocalDrives.SMALL));
    }
}
