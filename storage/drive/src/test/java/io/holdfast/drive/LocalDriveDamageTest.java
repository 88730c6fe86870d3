package io.holdfast.drive;

import static io.holdfast.drive.TestKeys.head;
import static io.holdfast.drive.TestKeys.shard;
import static io.holdfast.drive.TestKeys.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.drive.disk.Aligned;
import io.holdfast.drive.disk.RealDisk;
import io.holdfast.drive.log.BatchHeader;
import io.holdfast.drive.log.LogEnd;
import io.holdfast.drive.log.LogReader;
import io.holdfast.drive.log.SegmentHeader;
import io.holdfast.drive.log.Segments;
import io.holdfast.testkit.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bits that rot in the log of a drive that went down: damage is told from a torn tail.
final class LocalDriveDamageTest {
    private static final int CHANGES = 120;
    private static final int SHARD_BYTES = 6000;

    @TempDir private Path folder;
    private Path root;
    private List<BatchHeader> batches;

    @BeforeEach
    void goDownWithAnUnflushedIndex() throws Exception {
        Path running = LocalDrives.format(folder, 1);
        root = folder.resolve("copy");
        CuttableDisk disk = new CuttableDisk(running);
        try (LocalDrive drive = LocalDrives.opened(disk.open(LocalDrives.SMALL))) {
            assertThat(drive.hello(1).await()).isInstanceOf(HelloReply.Promised.class);
            TestFeed feed = new TestFeed(1);
            drive.follow(feed, 0);
            for (int i = 1; i <= CHANGES; i++) {
                OpsWriter ops = new OpsWriter();
                ops.insert(
                        Family.HEAD, head("k" + i), text("r" + i), new OpsWriter.Shard.Inline(0));
                feed.add(1, i, text("e"), ops, shard(i, SHARD_BYTES));
                drive.wake();
                assertThat(feed.await(i)).isEmpty();
            }
            disk.cutPower(root, Seeds.of(1), () -> {});
        }
        batches = batches();
        assertThat(batches).hasSizeGreaterThan(CHANGES);
    }

    private List<BatchHeader> batches() throws IOException {
        List<BatchHeader> found = new ArrayList<>();
        try (Segments segments =
                Segments.open(
                        RealDisk.at(root.resolve("holdfast")),
                        DriveFiles.log(root),
                        TestKeys.identity(0).incarnation(),
                        LocalDrives.SMALL.segmentBytes())) {
            LogEnd end =
                    new LogReader(segments)
                            .walk(
                                    LogEnd.NO_SEGMENT,
                                    0,
                                    1,
                                    0,
                                    1,
                                    (header, _, _) -> found.add(header));
            assertThat(end).isInstanceOf(LogEnd.Tail.class);
        }
        return found;
    }

    private void flip(int segment, long offset) throws IOException {
        LogDamage.flip(root, segment, offset);
    }

    private DriveOpen open() {
        return LocalDrive.open(root, LocalDrives.SMALL);
    }

    private BatchHeader middle() {
        return batches.get(batches.size() / 2);
    }

    @Test
    void rottenHeaderInTheMiddleIsDamage() throws Exception {
        flip(middle().segment(), middle().offset() + 20);
        assertThat(open()).isInstanceOf(DriveOpen.Damaged.class);
    }

    @Test
    void rottenItemsInTheMiddleAreDamage() throws Exception {
        BatchHeader batch = middle();
        flip(batch.segment(), batch.offset() + BatchHeader.BYTES + batch.payloadBytes() + 3);
        assertThat(open()).isInstanceOf(DriveOpen.Damaged.class);
    }

    @Test
    void rottenSegmentHeaderIsDamage() throws Exception {
        for (int segment : batches.stream().map(BatchHeader::segment).distinct().toList()) {
            flip(segment, 9);
            assertThat(open()).as("segment " + segment).isInstanceOf(DriveOpen.Damaged.class);
            flip(segment, 9);
        }
    }

    @Test
    void lostSegmentIsDamage() throws Exception {
        Path file = DriveFiles.log(root).resolve(Integer.toString(middle().segment()));
        Files.delete(file);
        assertThat(open()).isInstanceOf(DriveOpen.Damaged.class);
    }

    @Test
    void aSegmentThatWasToBeginWithALaterBatchShowsWhatIsLost() throws Exception {
        long next = batches.getLast().number() + 1;
        for (long firstBatch : List.of(next + 1, next)) {
            Path file = DriveFiles.log(root).resolve("999");
            UUID incarnation = TestKeys.identity(0).incarnation();
            byte[] segment = new byte[LocalDrives.SMALL.segmentBytes()];
            ByteBuffer header = new SegmentHeader(999, 999, firstBatch, incarnation).encode();
            header.get(0, segment, 0, header.limit());
            Files.write(file, segment);
            if (firstBatch > next) {
                assertThat(open()).isInstanceOf(DriveOpen.Damaged.class);
            } else {
                LocalDrives.opened(open()).close();
            }
        }
    }

    @Test
    void aCleanEndSparesTheSearchBehindIt() throws Exception {
        Path end = DriveFiles.log(root).resolve("end");
        assertThat(end).doesNotExist();
        LocalDrives.opened(open()).close();
        hideALaterBatch();
        LocalDrives.opened(open()).close();
        byte[] left = Files.readAllBytes(end);
        for (int at : List.of(0, 5, 20, 30)) {
            byte[] damaged = left.clone();
            damaged[at] ^= 1;
            Files.write(end, damaged);
            assertThat(open()).as("byte " + at).isInstanceOf(DriveOpen.Damaged.class);
            assertThat(end).doesNotExist();
        }
        assertThat(open()).isInstanceOf(DriveOpen.Damaged.class);
    }

    /// In a file that looks like a spare.
    private void hideALaterBatch() throws IOException {
        byte[] segment = new byte[LocalDrives.SMALL.segmentBytes()];
        ByteBuffer batch = ByteBuffer.wrap(segment, Aligned.BLOCK, BatchHeader.BYTES).slice();
        new BatchHeader(0, 0, 0, 0, 1, 1_000_000, 999, 999, Aligned.BLOCK, 1, 1)
                .encode(batch, TestKeys.identity(0).incarnation());
        Files.write(DriveFiles.log(root).resolve("999"), segment);
    }

    @Test
    void aDriveInUseHasNoCleanEnd() throws Exception {
        Path end = DriveFiles.log(root).resolve("end");
        try (LocalDrive drive = LocalDrives.opened(open())) {
            assertThat(end).doesNotExist();
            assertThat(drive.status()).isInstanceOf(DriveStatus.Serving.class);
        }
        assertThat(end).exists();
    }

    @Test
    void lostIndexIsDamageOnceSegmentsWereRecycled() throws Exception {
        int first = batches.getFirst().segment();
        Files.delete(DriveFiles.log(root).resolve(Integer.toString(first)));
        assertThat(open()).isInstanceOf(DriveOpen.Damaged.class);
    }

    @Test
    void rottenShardBytesAreFoundWhenTheyAreRead() throws Exception {
        BatchHeader batch = middle();
        assertThat(batch.payloadBytes()).isEqualTo(SHARD_BYTES);
        flip(batch.segment(), batch.offset() + BatchHeader.BYTES + 100);
        try (LocalDrive drive = LocalDrives.opened(open())) {
            int rotten = 0;
            for (int i = 1; i <= CHANGES; i++) {
                RowRead.Found found =
                        (RowRead.Found) drive.read(Family.HEAD, head("k" + i), true).await();
                rotten += found.state() == RowRead.ShardState.ROTTEN ? 1 : 0;
            }
            assertThat(rotten).isEqualTo(1);
        }
    }

    @Test
    void tornLastBatchIsDroppedAndTheDriveServes() throws Exception {
        for (long at : List.of(20L, BatchHeader.BYTES + 5L, BatchHeader.BYTES + 6010L)) {
            BatchHeader last = batches.getLast();
            flip(last.segment(), last.offset() + at);
            try (LocalDrive drive = LocalDrives.opened(open())) {
                HelloReply.Promised reply = (HelloReply.Promised) drive.hello(2).await();
                assertThat(reply.tail()).isEqualTo(new StreamPosition(1, CHANGES - 1));
                assertThat(drive.read(Family.HEAD, head("k" + CHANGES), true).await())
                        .isInstanceOf(RowRead.Absent.class);
            }
            goDownAgain();
        }
    }

    private void goDownAgain() throws Exception {
        folder = Files.createTempDirectory(folder, "again");
        goDownWithAnUnflushedIndex();
    }

    @Test
    void bytesThatLookLikeABatchAreNotOne() throws Exception {
        // A client stores a copy of a block of the log: place and activation are part of the
        // checksum, so at another place it is no batch, and the torn tail stays a torn tail.
        BatchHeader last = batches.getLast();
        Path file = DriveFiles.log(root).resolve(Integer.toString(last.segment()));
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocate(4096);
            channel.read(block, last.offset());
            channel.write(block.flip(), last.offset() + last.totalBytes() + 4096);
        }
        flip(last.segment(), last.offset() + 20);
        assertThat(open())
                .isInstanceOf(DriveOpen.Opened.class)
                .satisfies(outcome -> LocalDrives.opened(outcome).close());
    }
}
