package io.holdfast.drive;

import io.holdfast.drive.file.ChecksumTable;
import io.holdfast.testkit.Seeds;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The disk of a simulated drive: what survives when {@link SimulatedDrive} dies, and the faults
/// that a test deals. Guarded by its own monitor.
public final class SimulatedMedium {
    private final DriveIdentity identity;
    private final RandomGenerator random;
    private final Map<Family, NavigableMap<byte[], byte[]>> rows = new EnumMap<>(Family.class);
    private final Map<Long, byte[]> payloads = new HashMap<>();
    private final Map<ShardId, ShardFile> files = new HashMap<>();
    private final DriveState state = new DriveState();
    private final RottenRows rottenRows = new RottenRows();
    private long nextPayload = 4096;
    private long batches;
    private long latencyMinNs;
    private long latencyMaxNs;
    private long freeBytes = 1L << 40;
    private boolean isStalled;
    private int commitsUntilError = -1;
    private int readsUntilError = -1;
    private final Set<DriveLie> lies = EnumSet.noneOf(DriveLie.class);
    private final List<Runnable> givenUp = new ArrayList<>();
    private BatchListener listener = (_, _) -> {};

    /// A medium without rows.
    ///
    /// @param seed of all that the medium decides by chance
    public SimulatedMedium(DriveIdentity identity, long seed) {
        this.identity = identity;
        random = Seeds.of(seed);
        for (Family family : Family.values()) {
            rows.put(family, new TreeMap<>(Arrays::compareUnsigned));
        }
    }

    /// A shard file: its chunks and, once sealed, their checksums.
    static final class ShardFile {
        final List<byte[]> chunks = new ArrayList<>();
        final ChecksumTable table = new ChecksumTable(4);
        final int chunkBytes;
        boolean isSealed;
        boolean isSynced;

        ShardFile(int chunkBytes) {
            this.chunkBytes = chunkBytes;
        }

        long length() {
            return chunks.stream().mapToLong(chunk -> chunk.length).sum();
        }
    }

    /// Told of each batch, inside the medium's monitor.
    @FunctionalInterface
    public interface BatchListener {
        /// @param changes of the feed that the batch made durable
        void committed(SimulatedMedium medium, List<Change> changes);
    }

    public DriveIdentity identity() {
        return identity;
    }

    /// Who is told of every batch from now on.
    public synchronized void listen(BatchListener newListener) {
        listener = newListener;
    }

    /// From now on the drive breaks this promise.
    public synchronized void lie(DriveLie lie) {
        lies.add(lie);
    }

    synchronized boolean isLying() {
        return !lies.isEmpty();
    }

    synchronized boolean tells(DriveLie lie) {
        return lies.contains(lie);
    }

    void tellListener(List<Change> changes) {
        listener.committed(this, changes);
    }

    /// The end of power: of files that were not synced any part may be gone.
    synchronized void loseUnsynced() {
        givenUp.clear();
        List<ShardId> open = new ArrayList<>();
        files.forEach(
                (id, file) -> {
                    if (!file.isSynced) {
                        open.add(id);
                    }
                });
        open.sort(Comparator.comparing(ShardId::toString));
        for (ShardId id : open) {
            ShardFile file = Objects.requireNonNull(files.get(id));
            if (random.nextBoolean()) {
                files.remove(id);
            } else {
                while (!file.chunks.isEmpty() && random.nextBoolean()) {
                    file.chunks.remove(random.nextInt(file.chunks.size()));
                }
            }
        }
    }

    /// Every operation takes a random time in the range.
    public synchronized void setLatency(long minNs, long maxNs) {
        latencyMinNs = minNs;
        latencyMaxNs = maxNs;
    }

    /// No operation ends until {@link #resume}.
    public synchronized void stall() {
        isStalled = true;
    }

    /// The medium goes on, with the calls too that everybody gave up.
    public void resume() {
        List<Runnable> calls;
        synchronized (this) {
            isStalled = false;
            calls = List.copyOf(givenUp);
            givenUp.clear();
        }
        calls.forEach(Runnable::run);
    }

    /// A call that nobody waits for any more: it happens all the same once the medium goes on.
    synchronized void giveUp(Runnable call) {
        givenUp.add(call);
    }

    /// The commit after so many more fails; whether it reached the disk is decided by chance, as
    /// after a failed fsync.
    public synchronized void failCommitAfter(int commits) {
        commitsUntilError = commits;
    }

    /// The row or shard read after so many more fails.
    public synchronized void failReadAfter(int reads) {
        readsUntilError = reads;
    }

    public synchronized void setFreeBytes(long bytes) {
        freeBytes = bytes;
    }

    /// Flips one bit of the shard that the row names.
    ///
    /// @return false when the row has no shard on this medium
    public synchronized boolean rot(Family family, byte[] key) {
        byte[] value = rows(family).get(key);
        if (value == null) {
            return false;
        }
        byte[] target =
                switch (RowImage.decodeRow(value).location()) {
                    case Location.InLog at -> payloads.get(at.offset());
                    case Location.InFile file -> {
                        ShardFile found = files.get(file.id());
                        yield found == null || found.chunks.isEmpty()
                                ? null
                                : found.chunks.get(random.nextInt(found.chunks.size()));
                    }
                    case Location.None _, Location.Missing _ -> null;
                };
        if (target == null || target.length == 0) {
            return false;
        }
        target[random.nextInt(target.length)] ^= (byte) (1 << random.nextInt(8));
        return true;
    }

    /// A row without a shard is there, as if an earlier process had put it.
    public synchronized void remember(Family family, byte[] key, byte[] record) {
        RowImage image = new RowImage(StreamPosition.ZERO, record, Location.none(), null, false);
        rows(family).put(key, image.encode());
    }

    /// A row without a shard is gone, as when a removal reached this drive only.
    public synchronized void forget(Family family, byte[] key) {
        rows(family).remove(key);
    }

    /// Flips one bit of the shard of some row.
    ///
    /// @return false when that row has none here
    public synchronized boolean rotSome(int which) {
        return withSomeRow(which, List.of(Family.HEAD, Family.VERSION, Family.PART), this::rot);
    }

    /// Some row can not be read any more.
    ///
    /// @return false when there is none
    public synchronized boolean rotRow(int which) {
        return withSomeRow(
                which,
                List.of(Family.HEAD, Family.VERSION, Family.PART, Family.JOURNAL, Family.META),
                (family, key) -> {
                    if (tells(DriveLie.TRUSTS_ROTTEN_ROWS)) {
                        rows(family).remove(key);
                    } else {
                        rottenRows.add(family, key);
                    }
                    return true;
                });
    }

    private boolean withSomeRow(
            int which, List<Family> families, BiPredicate<Family, byte[]> harm) {
        int rowCount = families.stream().mapToInt(family -> rows(family).size()).sum();
        int left = rowCount == 0 ? 0 : which % rowCount;
        for (Family family : families) {
            for (byte[] key : rows(family).keySet()) {
                if (left-- == 0) {
                    return harm.test(family, key);
                }
            }
        }
        return false;
    }

    /// As after a start: what was staged and no row names is gone.
    synchronized void removeStaged() {
        for (byte[] id : List.copyOf(rows(Family.STAGING).keySet())) {
            rows(Family.STAGING).remove(id);
            files.remove(ShardId.read(id, 0));
        }
    }

    /// Somebody met a row that can not be read: the drive stays closed from now on.
    public synchronized boolean isFoundDamaged() {
        return rottenRows.isMet();
    }

    /// No faults any more.
    public synchronized void recover() {
        isStalled = false;
        freeBytes = 1L << 40;
        commitsUntilError = -1;
        readsUntilError = -1;
    }

    public synchronized boolean isStalledNow() {
        return isStalled;
    }

    /// How many rows a family has.
    public synchronized int rowCount(Family family) {
        return rows(family).size();
    }

    /// Ids of all files, for tests that look for orphans.
    public synchronized List<ShardId> fileIds() {
        return List.copyOf(files.keySet());
    }

    RottenRows rottenRows() {
        return rottenRows;
    }

    DriveState state() {
        return state;
    }

    Map<ShardId, ShardFile> files() {
        return files;
    }

    Map<Long, byte[]> payloads() {
        return payloads;
    }

    NavigableMap<byte[], byte[]> rows(Family family) {
        return Objects.requireNonNull(rows.get(family));
    }

    synchronized boolean isStalled() {
        return isStalled;
    }

    synchronized long freeBytes() {
        return freeBytes;
    }

    synchronized long latencyNs() {
        return latencyMaxNs <= latencyMinNs
                ? latencyMinNs
                : random.nextLong(latencyMinNs, latencyMaxNs);
    }

    synchronized boolean isCommitFailing() {
        return commitsUntilError >= 0 && commitsUntilError-- == 0;
    }

    synchronized boolean isReadFailing() {
        return readsUntilError >= 0 && readsUntilError-- == 0;
    }

    synchronized boolean flip() {
        return random.nextBoolean();
    }

    LogPosition nextBatch() {
        return new LogPosition(++batches, 0, 0);
    }

    Location.InLog store(byte[] shard) {
        long offset = nextPayload;
        nextPayload += shard.length + 1L;
        payloads.put(offset, shard.clone());
        int crc = ChecksumTable.crcOf(ByteBuffer.wrap(shard));
        return new Location.InLog(0, offset, shard.length, crc);
    }

    RowStore store() {
        return new RowStore() {
            @Override
            public byte @Nullable [] get(Family family, byte[] key) {
                rottenRows.touch(family, key);
                return rows(family).get(key);
            }

            @Override
            public void scan(Family family, byte[] from, byte[] to, Visitor visitor) {
                rottenRows.touch(family, from, to);
                for (Map.Entry<byte[], byte[]> row : rows(family).tailMap(from).entrySet()) {
                    byte[] key = row.getKey();
                    if ((to.length > 0 && Arrays.compareUnsigned(key, to) >= 0)
                            || !visitor.visit(key, row.getValue())) {
                        return;
                    }
                }
            }
        };
    }

    RowBatch.Sink sink() {
        return new RowBatch.Sink() {
            @Override
            public void put(Family family, byte[] key, byte[] value) {
                rows(family).put(key, value);
            }

            @Override
            public void remove(Family family, byte[] key) {
                rows(family).remove(key);
            }
        };
    }
}
