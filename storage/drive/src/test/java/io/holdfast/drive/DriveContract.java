package io.holdfast.drive;

import static io.holdfast.drive.TestKeys.BUCKET;
import static io.holdfast.drive.TestKeys.head;
import static io.holdfast.drive.TestKeys.oneObject;
import static io.holdfast.drive.TestKeys.shard;
import static io.holdfast.drive.TestKeys.text;
import static io.holdfast.drive.TestKeys.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.Bytes;
import io.holdfast.base.Pending;
import io.holdfast.drive.OpsWriter.Shard;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every {@link Drive} promises.
public abstract class DriveContract {
    private static final Shard NONE = new Shard.None();
    private static final Shard INLINE = new Shard.Inline(0);
    private static final int CHUNK = 64 << 10;

    private Drive drive;
    private TestFeed feed;
    private int epoch;

    /// Opens the drive on its medium, for the first time or again.
    protected abstract Drive open() throws Exception;

    @BeforeEach
    void start() throws Exception {
        drive = open();
        lead();
    }

    @AfterEach
    void stop() {
        drive.close();
    }

    private HelloReply.Promised lead() throws InterruptedException {
        epoch++;
        HelloReply reply = drive.hello(epoch).await();
        assertThat(reply).isInstanceOf(HelloReply.Promised.class);
        feed = new TestFeed(epoch);
        drive.follow(feed, 0);
        return (HelloReply.Promised) reply;
    }

    private HelloReply.Promised reopen() throws Exception {
        drive.close();
        drive = open();
        return lead();
    }

    private void commit(long ordinal) throws InterruptedException {
        drive.wake();
        assertThat(feed.await(ordinal)).isEmpty();
    }

    private void decide(long ordinal) throws InterruptedException {
        feed.decide(ordinal);
        // A further change, so that the mark has reached the drive when it is durable.
        commit(feed.addControl(new OpsWriter()));
    }

    private RowRead read(Family family, byte[] key) throws InterruptedException {
        return drive.read(family, key, true).await();
    }

    private void assertRow(Family family, byte[] key, String record, byte[] shard)
            throws InterruptedException {
        RowRead read = read(family, key);
        assertThat(read).isInstanceOf(RowRead.Found.class);
        RowRead.Found found = (RowRead.Found) read;
        assertThat(found.row().record()).asString().isEqualTo(record);
        assertThat(found.state()).isEqualTo(RowRead.ShardState.INTACT);
        assertThat(found.shard()).isEqualTo(shard);
    }

    private void assertAbsent(Family family, byte[] key) throws InterruptedException {
        assertThat(read(family, key)).isInstanceOf(RowRead.Absent.class);
    }

    private long insert(String key, long sequence, byte[] shard) {
        OpsWriter ops =
                new OpsWriter()
                        .insert(Family.HEAD, head(key), text(key + sequence), INLINE)
                        .count(BUCKET, oneObject(shard.length));
        return feed.add(1, sequence, text("put " + key), ops, shard);
    }

    @Test
    void durableChangeIsReadWithItsShard() throws Exception {
        commit(insert("a", 1, shard(1, 5000)));

        assertRow(Family.HEAD, head("a"), "a1", shard(1, 5000));
        assertThat(drive.usage(BUCKET)).isEqualTo(oneObject(5000));
        RowRead entry = read(Family.JOURNAL, Bytes.concat(new byte[] {0, 1}, longBytes(1)));
        assertThat(TestKeys.isRecord(entry, "put a")).isTrue();
        assertAbsent(Family.HEAD, head("b"));
    }

    @Test
    void everythingDurableSurvivesReopen() throws Exception {
        for (int i = 1; i <= 50; i++) {
            insert("k" + i, i, shard(i, 100 * i));
        }
        commit(feed.tail());
        HelloReply.Promised reply = reopen();

        assertThat(reply.tail()).isEqualTo(new StreamPosition(1, 50));
        assertThat(reply.undecided()).hasSize(50);
        for (int i = 1; i <= 50; i++) {
            assertRow(Family.HEAD, head("k" + i), "k" + i + i, shard(i, 100 * i));
        }
        assertThat(drive.usage(BUCKET).objects()).isEqualTo(50);
    }

    @Test
    void markSurvivesReopen() throws Exception {
        insert("a", 1, shard(1, 10));
        long second = insert("b", 2, shard(2, 10));
        commit(second);
        decide(second);
        HelloReply.Promised reply = reopen();

        assertThat(reply.mark()).isEqualTo(new StreamPosition(1, 2));
        assertThat(reply.undecided()).hasSize(1);
    }

    @Test
    void olderEpochsAreRefusedForGood() throws Exception {
        reopen();
        assertThat(drive.hello(epoch).await()).isInstanceOf(HelloReply.Promised.class);
        assertThat(drive.hello(epoch - 1).await()).isInstanceOf(HelloReply.Refused.class);
        assertThat(drive.hello(0).await()).isInstanceOf(HelloReply.Promised.class);
        assertThat(drive.hello(epoch - 1).await()).isInstanceOf(HelloReply.Refused.class);
        assertThat(drive.hello(-1).await()).isInstanceOf(HelloReply.Promised.class);
    }

    @Test
    void markDoesNotOvertakeAVoid() throws Exception {
        // As for a drive that is slower than others: when it reads the mark, the VOID that lies
        // below it is in the feed and not yet applied.
        long put = insert("a", 1, shard(1, 500));
        feed.addControl(new OpsWriter().voided(new StreamPosition(epoch, put)));
        feed.decide(put);
        commit(feed.tail());

        assertAbsent(Family.HEAD, head("a"));
        assertThat(drive.usage(BUCKET)).isEqualTo(BucketUsage.NONE);
    }

    @Test
    void leaderThatAsksAgainGoesOnAfterTheTail() throws Exception {
        commit(insert("a", 1, shard(1, 500)));
        HelloReply.Promised reply = (HelloReply.Promised) drive.hello(epoch).await();
        assertThat(reply.tail()).isEqualTo(new StreamPosition(epoch, 1));
        long second = insert("b", 2, shard(2, 500));
        drive.follow(feed, reply.tail().ordinal());
        commit(second);

        assertRow(Family.HEAD, head("b"), "b2", shard(2, 500));
    }

    @Test
    void voidedInsertIsGoneWithEntryAndCounters() throws Exception {
        long put = insert("a", 1, shard(1, 500));
        commit(put);
        commit(feed.addControl(new OpsWriter().voided(new StreamPosition(epoch, put))));

        assertAbsent(Family.HEAD, head("a"));
        assertAbsent(Family.JOURNAL, Bytes.concat(new byte[] {0, 1}, longBytes(1)));
        assertThat(drive.usage(BUCKET)).isEqualTo(BucketUsage.NONE);
        assertThat(reopen().undecided()).hasSize(1);
        assertAbsent(Family.HEAD, head("a"));
    }

    @Test
    void whatAnUndecidedChangeReplacedIsStillRead() throws Exception {
        commit(insert("a", 1, shard(1, 500)));
        decide(1);
        assertThat(drive.readReplaced(Family.HEAD, head("a"), true).await())
                .isInstanceOf(RowRead.Absent.class);
        OpsWriter ops = new OpsWriter().replace(Family.HEAD, head("a"), text("new"), INLINE);
        commit(feed.add(1, 2, text("e"), ops, shard(2, 600)));

        assertRow(Family.HEAD, head("a"), "new", shard(2, 600));
        RowRead.Found replaced =
                (RowRead.Found) drive.readReplaced(Family.HEAD, head("a"), true).await();
        assertThat(replaced.row().record()).asString().isEqualTo("a1");
        assertThat(replaced.shard()).isEqualTo(shard(1, 500));
    }

    @Test
    void voidedReplaceBringsBackWhatWasThere() throws Exception {
        commit(insert("a", 1, shard(1, 500)));
        decide(1);
        OpsWriter ops = new OpsWriter().replace(Family.HEAD, head("a"), text("new"), INLINE);
        long replace = feed.add(1, 2, text("e"), ops, shard(2, 600));
        commit(replace);
        assertRow(Family.HEAD, head("a"), "new", shard(2, 600));
        commit(feed.addControl(new OpsWriter().voided(new StreamPosition(epoch, replace))));

        assertRow(Family.HEAD, head("a"), "a1", shard(1, 500));
        reopen();
        assertRow(Family.HEAD, head("a"), "a1", shard(1, 500));
    }

    @Test
    void voidedMoveGoesBack() throws Exception {
        commit(insert("a", 1, shard(1, 500)));
        decide(1);
        OpsWriter ops =
                new OpsWriter()
                        .move(Family.HEAD, head("a"), Family.VERSION, version("a", 1))
                        .insert(Family.HEAD, head("a"), text("second"), INLINE);
        long second = feed.add(1, 2, text("e"), ops, shard(2, 70));
        commit(second);
        assertRow(Family.VERSION, version("a", 1), "a1", shard(1, 500));
        assertRow(Family.HEAD, head("a"), "second", shard(2, 70));
        commit(feed.addControl(new OpsWriter().voided(new StreamPosition(epoch, second))));

        assertRow(Family.HEAD, head("a"), "a1", shard(1, 500));
        assertAbsent(Family.VERSION, version("a", 1));
    }

    @Test
    void metadataUpdateKeepsTheShard() throws Exception {
        commit(insert("a", 1, shard(1, 500)));
        OpsWriter ops =
                new OpsWriter()
                        .replace(Family.HEAD, head("a"), text("tagged"), Shard.Keep.of(text("r")));
        long tagged = feed.add(1, 2, text("tag"), ops);
        commit(tagged);
        decide(tagged);
        assertRow(Family.HEAD, head("a"), "tagged", shard(1, 500));
        reopen();
        assertRow(Family.HEAD, head("a"), "tagged", shard(1, 500));
    }

    @Test
    void startKeepsWhatItNamesAndUndoesTheRest() throws Exception {
        insert("kept", 1, shard(1, 10));
        insert("void", 2, shard(2, 20));
        insert("doubt", 3, shard(3, 30));
        commit(3);
        reopen();
        OpsWriter ops =
                new OpsWriter()
                        .start(
                                epoch,
                                List.of(new StreamPosition(1, 1)),
                                List.of(new StreamPosition(1, 3)));
        commit(feed.addControl(ops));
        decide(1);

        assertRow(Family.HEAD, head("kept"), "kept1", shard(1, 10));
        assertAbsent(Family.HEAD, head("void"));
        assertRow(Family.HEAD, head("doubt"), "doubt3", shard(3, 30));
        HelloReply.Promised reply = reopen();
        assertThat(reply.start()).isEqualTo(2);
        assertThat(reply.undecided())
                .extracting(HelloReply.Undecided::position)
                .containsExactly(new StreamPosition(1, 3), new StreamPosition(2, 2));
    }

    @Test
    void doubtBelowALaterWriteIsCutOut() throws Exception {
        commit(insert("a", 1, shard(1, 100)));
        decide(1);
        OpsWriter doubt = new OpsWriter().replace(Family.HEAD, head("a"), text("x"), INLINE);
        long first = feed.add(1, 2, text("e"), doubt, shard(2, 200));
        OpsWriter over = new OpsWriter().replace(Family.HEAD, head("a"), text("y"), INLINE);
        long second = feed.add(1, 3, text("e"), over, shard(3, 300));
        commit(second);
        commit(feed.addControl(new OpsWriter().voided(new StreamPosition(epoch, first))));
        assertRow(Family.HEAD, head("a"), "y", shard(3, 300));
        commit(feed.addControl(new OpsWriter().voided(new StreamPosition(epoch, second))));
        assertRow(Family.HEAD, head("a"), "a1", shard(1, 100));
    }

    @Test
    void finalOperationsSetAndRemove() throws Exception {
        insert("a", 1, shard(1, 100));
        insert("b", 2, shard(2, 100));
        commit(insert("c", 3, shard(3, 100)));
        decide(3);
        feed.addControl(new OpsWriter().remove(Family.HEAD, head("a")));
        feed.addControl(new OpsWriter().removeRange(Family.HEAD, head("b"), head("c")));
        OpsWriter heal = new OpsWriter().set(Family.HEAD, head("c"), text("healed"), INLINE);
        feed.add(Change.NO_SLOT, 0, Bytes.EMPTY, heal, shard(9, 50));
        feed.addControl(new OpsWriter().setCount(BUCKET, oneObject(50)));
        commit(feed.tail());

        assertAbsent(Family.HEAD, head("a"));
        assertAbsent(Family.HEAD, head("b"));
        assertRow(Family.HEAD, head("c"), "healed", shard(9, 50));
        assertThat(drive.usage(BUCKET)).isEqualTo(oneObject(50));
        reopen();
        assertThat(drive.usage(BUCKET)).isEqualTo(oneObject(50));
        assertRow(Family.HEAD, head("c"), "healed", shard(9, 50));
    }

    @Test
    void scanVisitsARangeInOrderAndSeeks() throws Exception {
        for (String key : List.of("a/1", "a/2", "b", "c")) {
            insert(key, feed.tail() + 1, shard(1, 10));
        }
        commit(feed.tail());
        List<String> seen = new ArrayList<>();
        ScanEnd end =
                drive.scan(
                                Family.HEAD,
                                head("a"),
                                head("c"),
                                (key, row) -> {
                                    seen.add(new String(row.record(), StandardCharsets.UTF_8));
                                    return key[8] == 'a'
                                            ? new RowVisitor.Next.SeekTo(head("b"))
                                            : RowVisitor.Next.row();
                                })
                        .await();

        assertThat(seen).containsExactly("a/11", "b3");
        assertThat(end).isEqualTo(new ScanEnd.Complete(new StreamPosition(epoch, 4)));
    }

    @Test
    void shardFileIsWrittenThenNamedThenRead() throws Exception {
        ShardId id = new ShardId(11, 12);
        ShardWriter writer = writeFile(id, 2, 1000);
        OpsWriter ops = new OpsWriter().insert(Family.HEAD, head("f"), text("f"), file(id));
        commit(feed.add(1, 1, text("e"), ops));
        assertThat(writer.id()).isEqualTo(id);

        assertFile(head("f"), 2, 1000);
        reopen();
        assertFile(head("f"), 2, 1000);
    }

    @Test
    void rowOfAnUnknownFileIsShardMissing() throws Exception {
        ShardId id = new ShardId(5, 5);
        OpsWriter ops = new OpsWriter().insert(Family.HEAD, head("f"), text("f"), file(id));
        commit(feed.add(1, 1, text("e"), ops));

        RowRead.Found found = (RowRead.Found) read(Family.HEAD, head("f"));
        assertThat(found.state()).isEqualTo(RowRead.ShardState.MISSING);
        assertThat(reopen().undecided().getFirst().isCopy()).isFalse();
    }

    @Test
    void stagedFileIsAnOrphanAfterReopen() throws Exception {
        ShardId id = new ShardId(6, 6);
        writeFile(id, 1, 10);
        reopen();
        OpsWriter ops = new OpsWriter().insert(Family.HEAD, head("f"), text("f"), file(id));
        commit(feed.add(1, 1, text("e"), ops));

        RowRead.Found found = (RowRead.Found) read(Family.HEAD, head("f"));
        assertThat(found.state()).isEqualTo(RowRead.ShardState.MISSING);
    }

    @Test
    void openReaderKeepsAReplacedFile() throws Exception {
        ShardId id = new ShardId(7, 7);
        writeFile(id, 2, 100);
        OpsWriter ops = new OpsWriter().insert(Family.HEAD, head("f"), text("f"), file(id));
        long put = feed.add(1, 1, text("e"), ops);
        commit(put);
        RowRead.Found found = (RowRead.Found) read(Family.HEAD, head("f"));
        Location.InFile location = (Location.InFile) found.row().location();
        try (ShardReader reader = opened(location)) {
            OpsWriter over = new OpsWriter().replace(Family.HEAD, head("f"), text("g"), NONE);
            long replace = feed.add(1, 2, text("e"), over);
            commit(replace);
            decide(replace);
            decide(replace);
            for (int other = 8; other < 12; other++) {
                writeFile(new ShardId(other, other), 2, 100, other);
            }
            assertChunk(reader, 1, shard(1, 100));
        }
    }

    @Test
    void closedDriveRefuses() throws Exception {
        drive.close();
        assertThat(drive.status()).isInstanceOf(DriveStatus.Closed.class);
        assertThat(read(Family.HEAD, head("a"))).isInstanceOf(RowRead.Failed.class);
        assertThat(drive.hello(99).await()).isInstanceOf(HelloReply.Refused.class);
    }

    @Test
    void changeThatDoesNotFitTheRowsQuarantinesTheDrive() throws Exception {
        commit(insert("a", 1, shard(1, 10)));
        insert("a", 2, shard(1, 10));
        drive.wake();

        assertThat(feed.await(2)).map(DriveFault::kind).contains(DriveFault.Kind.CORRUPT);
        assertThat(drive.status()).isInstanceOf(DriveStatus.Quarantined.class);
    }

    @Test
    void coverTakesAnAbsentRowAndOneThatOwnsNothing() throws Exception {
        OpsWriter tombstone = new OpsWriter();
        tombstone.set(Family.HEAD, head("b"), text("gone"), new OpsWriter.Shard.None());
        commit(feed.addControl(tombstone));
        decide(1);
        OpsWriter ops =
                new OpsWriter()
                        .cover(Family.HEAD, head("a"), text("a3"), INLINE)
                        .cover(Family.HEAD, head("b"), text("b3"), INLINE);
        long both = feed.add(1, 3, text("e"), ops, shard(3, 30));
        commit(both);
        assertRow(Family.HEAD, head("a"), "a3", shard(3, 30));
        assertRow(Family.HEAD, head("b"), "b3", shard(3, 30));

        commit(feed.addControl(new OpsWriter().voided(new StreamPosition(epoch, both))));
        assertAbsent(Family.HEAD, head("a"));
        RowRead.Found back = (RowRead.Found) read(Family.HEAD, head("b"));
        assertThat(back.row().record()).asString().isEqualTo("gone");
    }

    @Test
    void coverDoesNotTakeARowThatOwnsAShard() throws Exception {
        commit(insert("a", 1, shard(1, 10)));
        OpsWriter ops = new OpsWriter().cover(Family.HEAD, head("a"), text("a2"), INLINE);
        long second = feed.add(1, 2, text("e"), ops, shard(2, 20));
        drive.wake();

        assertThat(feed.await(second)).map(DriveFault::kind).contains(DriveFault.Kind.CORRUPT);
    }

    @Test
    void rebuildingDriveToleratesGaps() throws Exception {
        drive.setRebuilding(true);
        OpsWriter ops =
                new OpsWriter()
                        .move(Family.HEAD, head("a"), Family.VERSION, version("a", 1))
                        .replace(Family.HEAD, head("b"), text("b"), INLINE);
        commit(feed.add(1, 9, text("e"), ops, shard(4, 40)));

        assertRow(Family.HEAD, head("b"), "b", shard(4, 40));
    }

    @Test
    void readsOnTheirWayEndThoughTheReaderIsClosed() throws Exception {
        ShardId id = new ShardId(13, 13);
        int chunks = 60;
        writeFile(id, chunks, CHUNK);
        OpsWriter ops = new OpsWriter().insert(Family.HEAD, head("f"), text("f"), file(id));
        commit(feed.add(1, 1, text("e"), ops));
        Row row = ((RowRead.Found) read(Family.HEAD, head("f"))).row();
        List<Pending<IoResult>> reads = new ArrayList<>();
        try (Arena arena = Arena.ofShared()) {
            try (ShardReader reader = opened((Location.InFile) row.location())) {
                for (int i = 0; i < chunks; i++) {
                    reads.add(reader.read(i, arena.allocate(CHUNK, 4096)));
                }
            }
            for (Pending<IoResult> read : reads) {
                assertThat(read.await()).isEqualTo(new IoResult.Done(CHUNK));
            }
        }
    }

    private ShardWriter writeFile(ShardId id, int chunks, int lastBytes) throws Exception {
        return writeFile(id, chunks, lastBytes, 0);
    }

    private ShardWriter writeFile(ShardId id, int chunks, int lastBytes, int firstSeed)
            throws Exception {
        ShardWriter writer = drive.stage(id, CHUNK, (long) chunks * CHUNK);
        try (Arena arena = Arena.ofShared()) {
            for (int i = 0; i < chunks; i++) {
                byte[] bytes = shard(firstSeed + i, i == chunks - 1 ? lastBytes : CHUNK);
                MemorySegment segment = arena.allocate(bytes.length, 4096);
                MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
                assertThat(writer.write(segment).await()).isInstanceOf(IoResult.Done.class);
            }
            assertThat(writer.seal().await()).isInstanceOf(IoResult.Done.class);
        }
        return writer;
    }

    private void assertFile(byte[] key, int chunks, int lastBytes) throws Exception {
        RowRead.Found found = (RowRead.Found) read(Family.HEAD, key);
        assertThat(found.state()).isEqualTo(RowRead.ShardState.IN_FILE);
        Location.InFile location = (Location.InFile) found.row().location();
        assertThat(location.length()).isEqualTo((long) (chunks - 1) * CHUNK + lastBytes);
        try (ShardReader reader = opened(location)) {
            for (int i = 0; i < chunks; i++) {
                assertChunk(reader, i, shard(i, i == chunks - 1 ? lastBytes : CHUNK));
            }
        }
    }

    private ShardReader opened(Location.InFile location) throws InterruptedException {
        ShardOpen open = drive.openShard(location).await();
        assertThat(open).isInstanceOf(ShardOpen.Opened.class);
        return ((ShardOpen.Opened) open).reader();
    }

    private static void assertChunk(ShardReader reader, int chunk, byte[] expected)
            throws InterruptedException {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment into = arena.allocate(CHUNK, 4096);
            IoResult result = reader.read(chunk, into).await();
            assertThat(result).isEqualTo(new IoResult.Done(expected.length));
            assertThat(into.asSlice(0, expected.length).toArray(ValueLayout.JAVA_BYTE))
                    .isEqualTo(expected);
        }
    }

    private static Shard file(ShardId id) {
        return new Shard.File(id);
    }

    private static byte[] longBytes(long value) {
        byte[] bytes = new byte[8];
        Bytes.putLong(bytes, 0, value);
        return bytes;
    }
}
