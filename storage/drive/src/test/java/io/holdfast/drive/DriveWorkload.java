package io.holdfast.drive;

import static io.holdfast.drive.TestKeys.BUCKET;
import static io.holdfast.drive.TestKeys.head;
import static io.holdfast.drive.TestKeys.oneObject;
import static io.holdfast.drive.TestKeys.text;
import static io.holdfast.drive.TestKeys.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.Bytes;
import io.holdfast.drive.DriveModel.Content;
import io.holdfast.drive.DriveModel.Entry;
import io.holdfast.drive.DriveModel.ModelRow;
import io.holdfast.drive.OpsWriter.Shard;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A leader that does what the engine does, at random, and remembers it in a {@link DriveModel}.
/// One thread.
final class DriveWorkload {
    private static final HexFormat HEX = HexFormat.of();

    private final RandomGenerator random;
    private final int keys;
    private final int shardBytesMax;
    private final DriveModel model = new DriveModel();

    /// Keys with an undecided change, and where that stands.
    private final Map<String, StreamPosition> busy = new HashMap<>();

    /// Final changes, which no leader voids.
    private final Set<StreamPosition> finals = new HashSet<>();

    private Drive drive;
    private TestFeed feed = new TestFeed(0);
    private int epoch;
    private long sequence;
    private long decided;

    DriveWorkload(RandomGenerator random, int keys, int shardBytesMax, Drive drive) {
        this.random = random;
        this.keys = keys;
        this.shardBytesMax = shardBytesMax;
        this.drive = drive;
    }

    /// What became of a key, in terms of the engine.
    private record Head(long creation, ModelRow row) {}

    TestFeed feed() {
        return feed;
    }

    Drive drive() {
        return drive;
    }

    /// Leads the drive in a new epoch: hears what it holds, keeps what must be kept and some of the
    /// rest, voids the others by START.
    void lead(Drive newDrive) throws InterruptedException {
        lead(newDrive, 0);
    }

    /// As {@link #lead(Drive)}, after a crash.
    ///
    /// @param acknowledged ordinal of this epoch up to which the drive must hold everything
    void lead(Drive newDrive, long acknowledged) throws InterruptedException {
        drive = newDrive;
        StreamPosition required =
                acknowledged == 0 ? StreamPosition.ZERO : new StreamPosition(epoch, acknowledged);
        StreamPosition known = new StreamPosition(epoch, decided);
        epoch++;
        HelloReply reply = drive.hello(epoch).await();
        assertThat(reply).isInstanceOf(HelloReply.Promised.class);
        HelloReply.Promised promised = (HelloReply.Promised) reply;
        assertThat(promised.tail()).isGreaterThanOrEqualTo(required);
        model.cutAfter(promised.tail());
        List<StreamPosition> kept = new ArrayList<>();
        List<StreamPosition> voids = new ArrayList<>();
        for (HelloReply.Undecided undecided : promised.undecided()) {
            StreamPosition position = undecided.position();
            boolean isKept =
                    position.compareTo(known) <= 0
                            || finals.contains(position)
                            || random.nextInt(4) > 0;
            (isKept ? kept : voids).add(position);
        }
        busy.clear();
        feed = new TestFeed(epoch);
        decided = 0;
        long start = feed.addControl(new OpsWriter().start(epoch, kept, List.of()));
        model.add(new Entry(new StreamPosition(epoch, start), null, _ -> {}, voids));
        drive.follow(feed, 0);
        decide(start);
    }

    /// Waits until all is durable; empty unless the drive broke.
    Optional<DriveFault> settle() throws InterruptedException {
        drive.wake();
        return feed.await(feed.tail());
    }

    /// Decides everything and waits until the drive knows.
    void decideAll() throws InterruptedException {
        assertThat(settle()).isEmpty();
        decide(feed.tail());
        feed.addControl(new OpsWriter());
        assertThat(settle()).isEmpty();
    }

    private void decide(long ordinal) {
        decided = Math.max(decided, ordinal);
        feed.decide(ordinal);
        StreamPosition mark = new StreamPosition(epoch, decided);
        busy.values().removeIf(position -> position.compareTo(mark) <= 0);
        drive.wake();
    }

    /// One random thing that a leader does.
    void step() throws InterruptedException {
        int choice = random.nextInt(20);
        if (choice < 4) {
            long durable = feed.durableOrdinal();
            if (durable > decided) {
                decide(random.nextLong(decided, durable + 1));
            }
        } else if (choice == 4 && !busy.isEmpty()) {
            voidOne();
        } else {
            change("k" + random.nextInt(keys));
        }
        if (random.nextInt(4) == 0) {
            drive.wake();
        }
    }

    private void voidOne() {
        List<StreamPosition> candidates =
                busy.values().stream()
                        .filter(position -> position.ordinal() > decided)
                        .filter(position -> !finals.contains(position))
                        .sorted()
                        .toList();
        if (candidates.isEmpty()) {
            return;
        }
        StreamPosition target = candidates.get(random.nextInt(candidates.size()));
        long ordinal = feed.addControl(new OpsWriter().voided(target));
        model.add(new Entry(new StreamPosition(epoch, ordinal), null, _ -> {}, List.of(target)));
        busy.values().remove(target);
    }

    private void change(String key) throws InterruptedException {
        if (busy.containsKey(key)) {
            return;
        }
        Head head = headOf(key);
        if (head == null) {
            insert(key);
            return;
        }
        switch (random.nextInt(6)) {
            case 0 -> addVersion(key, head);
            case 1 -> tag(key, head);
            case 2 -> heal(key, head);
            case 3 -> purge(key);
            default -> overwrite(key, head);
        }
    }

    private @Nullable Head headOf(String key) {
        ModelRow row = model.content().rows.get(name(Family.HEAD, head(key)));
        if (row == null) {
            return null;
        }
        // The record begins with its creation sequence, as the engine's does.
        return new Head(Long.parseLong(row.record().split(" ", 2)[0]), row);
    }

    private void insert(String key) throws InterruptedException {
        long number = ++sequence;
        byte[] shard = randomShard();
        String record = number + " new " + key;
        OpsWriter ops = new OpsWriter();
        if (random.nextBoolean()) {
            ops.insert(Family.HEAD, head(key), text(record), placed(shard));
        } else {
            ops.cover(Family.HEAD, head(key), text(record), placed(shard));
        }
        ops.count(BUCKET, oneObject(lengthOf(shard)));
        add(
                key,
                number,
                ops,
                shard,
                content -> {
                    content.rows.put(name(Family.HEAD, head(key)), new ModelRow(record, shard));
                    content.usage = content.usage.plus(oneObject(lengthOf(shard)));
                });
    }

    private void overwrite(String key, Head old) throws InterruptedException {
        long number = ++sequence;
        byte[] shard = randomShard();
        String record = number + " over " + key;
        BucketUsage delta = new BucketUsage(0, 0, 0, lengthOf(shard) - lengthOf(old.row().shard()));
        OpsWriter ops = new OpsWriter();
        if (old.row().shard() == null) {
            ops.cover(Family.HEAD, head(key), text(record), placed(shard));
        } else {
            ops.replace(Family.HEAD, head(key), text(record), placed(shard));
        }
        ops.count(BUCKET, delta);
        add(
                key,
                number,
                ops,
                shard,
                content -> {
                    content.rows.put(name(Family.HEAD, head(key)), new ModelRow(record, shard));
                    content.usage = content.usage.plus(delta);
                });
    }

    private void addVersion(String key, Head old) throws InterruptedException {
        long number = ++sequence;
        byte[] shard = randomShard();
        String record = number + " version " + key;
        byte[] older = version(key, old.creation());
        OpsWriter ops = new OpsWriter();
        ops.move(Family.HEAD, head(key), Family.VERSION, older);
        ops.insert(Family.HEAD, head(key), text(record), placed(shard));
        add(
                key,
                number,
                ops,
                shard,
                content -> {
                    content.rows.put(name(Family.VERSION, older), old.row());
                    content.rows.put(name(Family.HEAD, head(key)), new ModelRow(record, shard));
                });
    }

    private void tag(String key, Head old) {
        String record = old.creation() + " tagged " + random.nextInt(100);
        OpsWriter ops = new OpsWriter();
        ops.replace(Family.HEAD, head(key), text(record), Shard.Keep.of(text(old.row().record())));
        add(
                key,
                ++sequence,
                ops,
                null,
                content ->
                        content.rows.put(
                                name(Family.HEAD, head(key)),
                                new ModelRow(record, old.row().shard())));
    }

    /// Heal puts the same row with the same bytes, at a new place.
    private void heal(String key, Head old) {
        byte[] shard = old.row().shard();
        OpsWriter ops = new OpsWriter();
        ops.set(
                Family.HEAD,
                head(key),
                text(old.row().record()),
                shard == null ? new Shard.None() : new Shard.Inline(0));
        long ordinal = feed.add(Change.NO_SLOT, 0, Bytes.EMPTY, ops, shardsOf(shard));
        StreamPosition position = new StreamPosition(epoch, ordinal);
        model.add(new Entry(position, key, _ -> {}, List.of()));
        busy.put(key, position);
        finals.add(position);
    }

    private void purge(String key) {
        OpsWriter ops = new OpsWriter();
        byte[] from = head(key);
        byte[] to = Bytes.successorOfPrefix(from);
        ops.removeRange(Family.VERSION, from, to);
        long ordinal = feed.addControl(ops);
        StreamPosition position = new StreamPosition(epoch, ordinal);
        String prefix = name(Family.VERSION, from);
        model.add(
                new Entry(
                        position,
                        key,
                        content -> content.rows.keySet().removeIf(n -> n.startsWith(prefix)),
                        List.of()));
        busy.put(key, position);
        finals.add(position);
    }

    private void add(
            String key,
            long number,
            OpsWriter ops,
            byte @Nullable [] shard,
            DriveModel.Effect effect) {
        byte[] entry = text("entry " + number);
        long ordinal = feed.add(1, number, entry, ops, shardsOf(shard));
        StreamPosition position = new StreamPosition(epoch, ordinal);
        busy.put(key, position);
        String journal =
                name(Family.JOURNAL, Bytes.concat(new byte[] {0, 1}, MetaRows.encode(number)));
        model.add(
                new Entry(
                        position,
                        key,
                        content -> {
                            effect.apply(content);
                            content.rows.put(journal, new ModelRow("entry " + number, null));
                        },
                        List.of()));
    }

    /// Null, an inline shard, or one that was written to a file of its own.
    private byte @Nullable [] randomShard() {
        if (random.nextInt(6) == 0) {
            return null;
        }
        byte[] shard = new byte[random.nextInt(1, shardBytesMax)];
        random.nextBytes(shard);
        return shard;
    }

    private Shard placed(byte @Nullable [] shard) throws InterruptedException {
        if (shard == null) {
            return new Shard.None();
        }
        if (random.nextInt(5) > 0) {
            return new Shard.Inline(0);
        }
        ShardId id = new ShardId(random.nextLong(), random.nextLong());
        ShardWriter writer = drive.stage(id, 4096, shard.length);
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate(shard.length, 4096);
            MemorySegment.copy(shard, 0, memory, ValueLayout.JAVA_BYTE, 0, shard.length);
            for (int at = 0; at < shard.length; at += 4096) {
                MemorySegment chunk = memory.asSlice(at, Math.min(4096, shard.length - at));
                assertThat(writer.write(chunk).await()).isInstanceOf(IoResult.Done.class);
            }
            assertThat(writer.seal().await()).isInstanceOf(IoResult.Done.class);
        }
        return new Shard.File(id);
    }

    private static byte[][] shardsOf(byte @Nullable [] shard) {
        return shard == null ? new byte[0][] : new byte[][] {shard};
    }

    private static long lengthOf(byte @Nullable [] shard) {
        return shard == null ? 0 : shard.length;
    }

    private static String name(Family family, byte[] key) {
        return family + ":" + HEX.formatHex(key);
    }

    /// Bytes of all shards that the model holds.
    long liveShardBytes() {
        return model.content().rows.values().stream().mapToLong(r -> lengthOf(r.shard())).sum();
    }

    /// The drive holds exactly what the model says, down to every byte of every shard.
    void verify() throws InterruptedException {
        Content content = model.content();
        Map<String, String> expected = new TreeMap<>();
        content.rows.forEach((name, row) -> expected.put(name, row.record()));
        Map<String, String> found = new TreeMap<>();
        for (Family family : List.of(Family.HEAD, Family.VERSION, Family.JOURNAL)) {
            ScanEnd end =
                    drive.scan(
                                    family,
                                    Bytes.EMPTY,
                                    Bytes.EMPTY,
                                    (key, row) -> {
                                        found.put(
                                                name(family, key),
                                                new String(row.record(), StandardCharsets.UTF_8));
                                        return RowVisitor.Next.row();
                                    })
                            .await();
            assertThat(end).isInstanceOf(ScanEnd.Complete.class);
        }
        assertThat(found).isEqualTo(expected);
        assertThat(drive.usage(BUCKET)).isEqualTo(content.usage);
        for (Map.Entry<String, ModelRow> row : content.rows.entrySet()) {
            verifyShard(row.getKey(), row.getValue().shard());
        }
    }

    private void verifyShard(String name, byte @Nullable [] shard) throws InterruptedException {
        if (shard == null) {
            return;
        }
        int colon = name.indexOf(':');
        Family family = Family.valueOf(name.substring(0, colon));
        byte[] key = HEX.parseHex(name.substring(colon + 1));
        RowRead.Found found = (RowRead.Found) drive.read(family, key, true).await();
        if (found.row().location() instanceof Location.InFile file) {
            assertThat(contentOf(file)).as(name).isEqualTo(shard);
        } else {
            assertThat(found.state()).as(name).isEqualTo(RowRead.ShardState.INTACT);
            assertThat(found.shard()).as(name).isEqualTo(shard);
        }
    }

    private byte[] contentOf(Location.InFile file) throws InterruptedException {
        ShardOpen open = drive.openShard(file).await();
        assertThat(open).isInstanceOf(ShardOpen.Opened.class);
        byte[] content = new byte[(int) file.length()];
        try (ShardReader reader = ((ShardOpen.Opened) open).reader();
                Arena arena = Arena.ofShared()) {
            MemorySegment into = arena.allocate(file.chunkBytes(), 4096);
            int at = 0;
            for (int chunk = 0; at < content.length; chunk++) {
                IoResult result = reader.read(chunk, into).await();
                assertThat(result).isInstanceOf(IoResult.Done.class);
                int bytes = (int) ((IoResult.Done) result).bytes();
                MemorySegment.copy(into, ValueLayout.JAVA_BYTE, 0, content, at, bytes);
                at += bytes;
            }
        }
        return content;
    }
}
