package io.holdfast.drive;

import static io.holdfast.drive.TestKeys.head;
import static io.holdfast.drive.TestKeys.shard;
import static io.holdfast.drive.TestKeys.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which segments are worth cleaning: rows and padding take room that is given back late, dead
/// shards room that is given back soon.
final class LocalDriveCleaningTest {
    private static final int CHANGES = 600;
    private static final int SHARD_BYTES = 4 << 10;
    private static final String LONG_RECORD = "r".repeat(6 << 10);
    private static final Duration UPKEEP = Duration.ofSeconds(3);

    @TempDir private Path folder;
    private final TestFeed feed = new TestFeed(1);

    private void follow(LocalDrive drive) throws InterruptedException {
        assertThat(drive.hello(1).await()).isInstanceOf(HelloReply.Promised.class);
        drive.follow(feed, 0);
    }

    private void put(LocalDrive drive, String record, int shardBytes) throws InterruptedException {
        long last = 0;
        for (int i = 1; i <= CHANGES; i++) {
            OpsWriter ops = new OpsWriter();
            ops.insert(Family.HEAD, head("k" + i), text(record), new OpsWriter.Shard.Inline(0));
            last = feed.add(1, i, text("e"), ops, shard(i, shardBytes));
        }
        settle(drive, last);
    }

    private void settle(LocalDrive drive, long ordinal) throws InterruptedException {
        drive.wake();
        assertThat(feed.await(ordinal)).isEmpty();
        feed.decide(ordinal);
        long control = feed.addControl(new OpsWriter());
        drive.wake();
        assertThat(feed.await(control)).isEmpty();
    }

    @Test
    void whereNothingDiedNothingIsMovedUntilShardsDie() throws Exception {
        Path root = LocalDrives.format(folder, 1);
        try (LocalDrive drive = LocalDrives.open(root)) {
            follow(drive);
            put(drive, LONG_RECORD, SHARD_BYTES);
            long filled = LocalDrives.logBytes(root);
            Thread.sleep(UPKEEP);
            assertThat(LocalDrives.logBytes(root)).isGreaterThanOrEqualTo(filled);

            long last = 0;
            for (int i = 1; i <= CHANGES; i += 4) {
                last =
                        feed.add(
                                1,
                                CHANGES + i,
                                text("e"),
                                new OpsWriter().remove(Family.HEAD, head("k" + i)));
            }
            settle(drive, last);
            long live = 3L * CHANGES / 4 * SHARD_BYTES;
            assertThat(LocalDrives.awaitLogWithin(root, live, 1.5)).isTrue();
        }
    }

    @Test
    void whereLittleLivesItIsMovedThoughNothingDied() throws Exception {
        Path root = LocalDrives.format(folder, 2);
        try (LocalDrive drive = LocalDrives.open(root)) {
            follow(drive);
            put(drive, LONG_RECORD.repeat(3), 512);
            assertThat(LocalDrives.awaitLogWithin(root, 512L * CHANGES, 3)).isTrue();
        }
    }
}
