package io.holdfast.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.drive.disk.Disk;
import io.holdfast.drive.disk.DiskFile;
import io.holdfast.drive.disk.RealDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders of shard files that two uploads need at once.
final class ShardFolderTest {
    private final ShardPool pool = ShardPool.of("test", 2, _ -> {});
    @TempDir private Path folder;

    @AfterEach
    void close() throws InterruptedException {
        for (CallPool one : pool.both()) {
            assertThat(one.close(10_000)).isTrue();
        }
    }

    /// A disk on which the first sync of a folder ends when the test lets it.
    private record SlowDisk(
            Disk disk, AtomicBoolean isSlow, CountDownLatch isSyncing, CountDownLatch maySync)
            implements Disk {
        @Override
        public DiskFile openForWriting(Path path) throws IOException {
            return disk.openForWriting(path);
        }

        @Override
        public DiskFile openForReading(Path path) throws IOException {
            return disk.openForReading(path);
        }

        @Override
        public boolean createFolder(Path path) throws IOException {
            return disk.createFolder(path);
        }

        @Override
        public void syncFolder(Path path) throws IOException {
            if (isSlow.getAndSet(false)) {
                isSyncing.countDown();
                try {
                    maySync.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            disk.syncFolder(path);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            disk.rename(from, to);
        }

        @Override
        public void delete(Path path) throws IOException {
            disk.delete(path);
        }
    }

    @Test
    void nobodyWritesIntoAFolderWhoseNameIsNotDurable() throws Exception {
        SlowDisk disk =
                new SlowDisk(
                        RealDisk.at(folder),
                        new AtomicBoolean(true),
                        new CountDownLatch(1),
                        new CountDownLatch(1));
        LocalShards shards =
                new LocalShards(
                        folder,
                        disk,
                        pool,
                        pool,
                        new StagedFiles(),
                        new FreedFiles(folder.resolve("freed"), disk));
        ShardId first = new ShardId(1, 1);
        ShardId second = new ShardId(1, 2);
        Thread one = Thread.ofPlatform().start(() -> create(shards, first));
        assertThat(disk.isSyncing.await(10, TimeUnit.SECONDS)).isTrue();
        Thread other = Thread.ofPlatform().start(() -> create(shards, second));
        assertThat(other.join(Duration.ofMillis(300))).isFalse();
        assertThat(Files.exists(shards.path(second))).isFalse();
        disk.maySync.countDown();
        one.join();
        other.join();
        assertThat(Files.exists(shards.path(second))).isTrue();
    }

    private static void create(LocalShards shards, ShardId id) {
        try {
            shards.create(id, 4096, 4096).close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
