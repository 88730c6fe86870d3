package io.holdfast.drive;

import static io.holdfast.drive.TestKeys.head;
import static io.holdfast.drive.TestKeys.shard;
import static io.holdfast.drive.TestKeys.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The manifest of a drive's index is torn at each of its records: the drive opens with all that it
/// ever reported durable, or says that it is damaged. It never opens with less.
final class LocalDriveManifestTest {
    private static final int SHARD_BYTES = 6000;
    @TempDir private Path folder;
    private int written;
    private int keys;
    private String prefix = "k";

    @Test
    void withTheWholeLogItComesBackFromAnyFlush() throws Exception {
        Path root = LocalDrives.format(folder, 1);
        write(root, 2, 20, Integer.MAX_VALUE);
        List<String> outcomes = tearEverywhere(root);
        // What the manifest begins with was durable before CURRENT named it.
        assertThat(outcomes.getFirst()).contains("MANIFEST");
        assertThat(outcomes.subList(outcomes.indexOf(""), outcomes.size()))
                .hasSizeGreaterThan(8)
                .containsOnly("");
    }

    @Test
    void whenTablesWereMergedMeanwhileItIsDamaged() throws Exception {
        Path root = LocalDrives.format(folder, 2);
        write(root, 6, 20, Integer.MAX_VALUE);
        List<String> outcomes = tearEverywhere(root);
        assertThat(outcomes).anyMatch(detail -> detail.contains(".sst")).endsWith("");
    }

    @Test
    void whenTheLogDoesNotReachBackItIsDamaged() throws Exception {
        Path root = LocalDrives.format(folder, 3);
        // Rows that are written over and over: segments die, and are used again after a flush.
        write(root, 2, 150, 10);
        List<String> outcomes = tearEverywhere(root);
        assertThat(outcomes).anyMatch(detail -> detail.contains("is missing or broken"));
        assertThat(outcomes).endsWith("");
    }

    @Test
    void theEndThatAPowerCutToreClosesNoDrive() throws Exception {
        Seeds.forEach(6, this::cutInAFlush);
    }

    /// The power goes when the manifest has some records of a flush; what may be left of them is
    /// tried again and again.
    private void cutInAFlush(RandomGenerator random) throws Exception {
        Path root = LocalDrives.format(folder, random.nextLong());
        Mains mains = new Mains();
        CuttableDisk disk = new CuttableDisk(root, mains);
        LocalDriveOptions flushing = LocalDrives.SMALL.withReplayLimitBytes(20L * SHARD_BYTES);
        List<Path> copies = new ArrayList<>();
        keys = Integer.MAX_VALUE;
        written = 0;
        // The manifest has the first and last key of each table: then records are of many sectors.
        prefix = "k".repeat(900);
        try (LocalDrive drive = LocalDrives.opened(disk.open(flushing))) {
            assertThat(drive.hello(1).await()).isInstanceOf(HelloReply.Promised.class);
            TestFeed feed = new TestFeed(1);
            drive.follow(feed, 0);
            mains.aim(DiskMoment.MANIFEST_WRITTEN, random.nextInt(2, 16));
            while (!mains.awaitAim(1_000_000)) {
                put(drive, feed);
            }
            mains.cut(
                    () -> {
                        for (int i = 0; i < 12; i++) {
                            Path copy = folder.resolve(Long.toHexString(random.nextLong()));
                            disk.copyAsCut(copy, random);
                            copies.add(copy);
                        }
                        return true;
                    });
        }
        for (Path copy : copies) {
            assertThat(outcome(copy)).isEmpty();
        }
    }

    /// Changes in rounds, with a flush of the index in each.
    ///
    /// @param keyCount that they are about, in turn
    private void write(Path root, int rounds, int changes, int keyCount) throws Exception {
        keys = keyCount;
        LocalDriveOptions flushing =
                LocalDrives.SMALL.withReplayLimitBytes((long) changes * SHARD_BYTES / 2);
        try (LocalDrive drive = LocalDrives.opened(LocalDrive.open(root, flushing))) {
            assertThat(drive.hello(1).await()).isInstanceOf(HelloReply.Promised.class);
            TestFeed feed = new TestFeed(1);
            drive.follow(feed, 0);
            for (int round = 0; round < rounds; round++) {
                long before = manifestBytes(root);
                for (int i = 0; i < changes; i++) {
                    put(drive, feed);
                }
                while (manifestBytes(root) == before) {
                    Thread.sleep(10);
                }
            }
        }
    }

    /// One more change, durable on return.
    private void put(LocalDrive drive, TestFeed feed) throws Exception {
        OpsWriter ops = new OpsWriter();
        ops.set(
                Family.HEAD,
                head(prefix + written % keys),
                text("r" + written),
                new OpsWriter.Shard.Inline(0));
        long ordinal = feed.add(1, written, text("e"), ops, shard(written, SHARD_BYTES));
        written++;
        drive.wake();
        assertThat(feed.await(ordinal)).isEmpty();
        feed.decide(ordinal);
    }

    private static long manifestBytes(Path root) throws IOException {
        return Files.size(manifestOf(root));
    }

    /// @return for each record of the manifest, what the drive said without what follows it; empty
    ///   when it opened and had everything
    private List<String> tearEverywhere(Path root) throws Exception {
        List<String> outcomes = new ArrayList<>();
        Path manifest = manifestOf(root);
        ByteBuffer bytes =
                ByteBuffer.wrap(Files.readAllBytes(manifest)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < bytes.capacity(); ) {
            at += 7 + (bytes.getShort(at + 4) & 0xffff);
            Path copy = folder.resolve("copy");
            copyAll(root, copy);
            byte[] torn = new byte[at + 200];
            Seeds.of(at).nextBytes(torn);
            bytes.get(0, torn, 0, at);
            Files.write(manifestOf(copy), torn);
            outcomes.add(outcome(copy));
            deleteAll(copy);
        }
        return outcomes;
    }

    private static Path manifestOf(Path root) throws IOException {
        Path index = DriveFiles.index(root);
        return index.resolve(Files.readString(index.resolve("CURRENT")).strip());
    }

    private String outcome(Path root) throws Exception {
        DriveOpen outcome = LocalDrive.open(root, LocalDrives.SMALL);
        if (outcome instanceof DriveOpen.Damaged(String detail)) {
            return detail;
        }
        try (LocalDrive drive = LocalDrives.opened(outcome)) {
            for (int i = Math.max(0, written - keys); i < written; i++) {
                RowRead read = drive.read(Family.HEAD, head(prefix + i % keys), true).await();
                assertThat(read).isInstanceOf(RowRead.Found.class);
                RowRead.Found found = (RowRead.Found) read;
                assertThat(found.row().record()).isEqualTo(text("r" + i));
                assertThat(Optional.ofNullable(found.shard())).contains(shard(i, SHARD_BYTES));
            }
        }
        LocalDrives.assertNothingLeaks(root);
        return "";
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path path : walk.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
    }

    private static void deleteAll(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : walk.toList().reversed()) {
                Files.delete(path);
            }
        }
    }
}
