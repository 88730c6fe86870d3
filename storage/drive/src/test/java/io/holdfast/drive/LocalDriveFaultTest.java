package io.holdfast.drive;

import static io.holdfast.drive.TestKeys.head;
import static io.holdfast.drive.TestKeys.shard;
import static io.holdfast.drive.TestKeys.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A medium that fails, hangs or is full.
final class LocalDriveFaultTest {
    private static final LocalDriveOptions OPTIONS =
            LocalDrives.SMALL.withDeadline(Duration.ofMillis(300));

    @TempDir private Path folder;
    private Path root;
    private CuttableDisk disk;
    private LocalDrive drive;
    private TestFeed feed;

    @BeforeEach
    void start() throws Exception {
        root = LocalDrives.format(folder, 1);
        disk = new CuttableDisk(root);
        drive = LocalDrives.opened(disk.open(OPTIONS));
        lead(1);
        insert(1);
        assertThat(feed.await(1)).isEmpty();
    }

    private void lead(int epoch) throws InterruptedException {
        assertThat(drive.hello(epoch).await()).isInstanceOf(HelloReply.Promised.class);
        feed = new TestFeed(epoch);
        drive.follow(feed, 0);
    }

    private void insert(int number) {
        OpsWriter ops = new OpsWriter();
        ops.insert(Family.HEAD, head("k" + number), text("r"), new OpsWriter.Shard.Inline(0));
        feed.add(1, number, text("e"), ops, shard(number, 3000));
        drive.wake();
    }

    private RowRead read(int number) throws InterruptedException {
        return drive.read(Family.HEAD, head("k" + number), true).await();
    }

    @Test
    void failedSyncTakesTheDriveOutUntilItIsReopened() throws Exception {
        disk.failNextSync(new IOException("Input/output error"));
        insert(2);

        assertThat(feed.await(2)).map(DriveFault::kind).contains(DriveFault.Kind.IO_ERROR);
        assertThat(drive.status()).isInstanceOf(DriveStatus.Quarantined.class);
        assertThat(drive.hello(2).await()).isInstanceOf(HelloReply.Refused.class);
        assertThat(read(1)).isInstanceOf(RowRead.Failed.class);
        drive.close();
        drive = LocalDrives.opened(disk.open(OPTIONS));
        lead(3);
        insert(3);
        assertThat(feed.await(1)).isEmpty();
        assertThat(read(1)).isInstanceOf(RowRead.Found.class);
        drive.close();
    }

    @Test
    void stalledDriveIsQuarantinedProbedAndServesAgain() throws Exception {
        disk.stall();
        insert(2);
        assertThat(feed.await(2)).map(DriveFault::kind).contains(DriveFault.Kind.STALLED);
        assertThat(read(1)).isInstanceOf(RowRead.Failed.class);
        assertThat(drive.hello(2).await()).isInstanceOf(HelloReply.Refused.class);

        disk.resume();
        long start = System.nanoTime();
        while (read(1) instanceof RowRead.Failed
                && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(30)) {
            LockSupport.parkNanos(5_000_000);
        }
        assertThat(read(1)).isInstanceOf(RowRead.Found.class);
        assertThat(drive.status()).isInstanceOf(DriveStatus.Quarantined.class);
        lead(3);
        assertThat(drive.status()).isInstanceOf(DriveStatus.Serving.class);
        insert(3);
        assertThat(feed.await(1)).isEmpty();
        drive.close();
    }

    /// The room that it took comes back at once, not with the next start.
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void fullDiskRefusesTheShardFileAndServesOn() throws Exception {
        ShardId id = new ShardId(1, 2);
        Path file = DriveFiles.shard(root, id);
        ShardWriter writer = drive.stage(id, 4096, 8192);
        try (Arena arena = Arena.ofShared()) {
            // The first chunk waits for the staging record, so that the failure meets the file.
            assertThat(writer.write(arena.allocate(4096, 4096)).await())
                    .isInstanceOf(IoResult.Done.class);
            disk.failNextWrite(new IOException("No space left on device"));
            assertThat(writer.write(arena.allocate(4096, 4096)).await())
                    .isInstanceOfSatisfying(
                            IoResult.Failed.class,
                            failed ->
                                    assertThat(failed.fault().kind())
                                            .isEqualTo(DriveFault.Kind.FULL));
            assertThat(writer.seal().await()).isInstanceOf(IoResult.Failed.class);
        }
        assertThat(file).exists();
        writer.abandon();
        while (Files.exists(file)) {
            Thread.sleep(5);
        }
        insert(2);
        assertThat(feed.await(2)).isEmpty();
        assertThat(drive.status()).isInstanceOf(DriveStatus.Serving.class);
        drive.close();
    }

    @Test
    void secondOpenerIsRefused() {
        assertThat(LocalDrive.open(root, OPTIONS)).isInstanceOf(DriveOpen.Refused.class);
        assertThat(DriveProbe.of(root)).isInstanceOf(DriveProbe.InUse.class);
        drive.close();
        assertThat(DriveProbe.of(root)).isInstanceOf(DriveProbe.Formatted.class);
    }
}
