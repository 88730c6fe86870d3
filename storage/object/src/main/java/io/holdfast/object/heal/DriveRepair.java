package io.holdfast.object.heal;

import io.holdfast.drive.Change;
import io.holdfast.drive.Drive;
import io.holdfast.drive.Family;
import io.holdfast.drive.Location;
import io.holdfast.drive.OpsWriter;
import io.holdfast.drive.Row;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.commit.Draft;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.commit.Submitted;
import io.holdfast.object.read.RowData;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.VersionRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The repair of one key on one drive, in changes of bounded size. A shard that the drive has is
/// kept, also where its row has been moved or changed since: it may be one of the K that are left.
/// One thread, in the key's turn.
final class DriveRepair {
    private static final Logger LOG = LoggerFactory.getLogger(DriveRepair.class);
    private static final int ROWS_PER_CHANGE = 64;

    /// Then a change is sent: it has to fit into a segment of the drive's log.
    private static final long BYTES_PER_CHANGE = 32 << 10;

    private final Target at;
    private final KeyRows truth;
    private final Set<KeyRows.Place> leftovers;
    private final RepairTally tally;
    private final ShardRepair shards;
    private final boolean verifyShards;
    private final Map<KeyRows.Place, Held> held = new TreeMap<>();
    private OpsWriter ops = new OpsWriter();
    private final List<byte[]> inline = new ArrayList<>();
    private int rowCount;
    private long byteCount;

    /// What is repaired where.
    record Target(SetLeader leader, RowKey key, int place, Drive drive) {}

    /// A row of the drive.
    ///
    /// @param readAt where it was when the drive was read; moves since are on their way
    private record Held(Row row, KeyRows.Place readAt) {}

    /// @param leftovers rows of the truth that wait to be cleared away and are not repaired
    DriveRepair(
            Target at,
            KeyRows truth,
            Set<KeyRows.Place> leftovers,
            RepairTally tally,
            ShardRepair shards,
            boolean verifyShards) {
        this.at = at;
        this.truth = truth;
        this.leftovers = leftovers;
        this.tally = tally;
        this.shards = shards;
        this.verifyShards = verifyShards;
    }

    void run(KeyRows own) throws StoreException, InterruptedException {
        own.rows().forEach((place, row) -> held.put(place, new Held(row, place)));
        moveVersions();
        for (Map.Entry<KeyRows.Place, Row> wanted : truth.rows().entrySet()) {
            if (!leftovers.contains(wanted.getKey())) {
                repair(wanted.getKey(), wanted.getValue(), held.get(wanted.getKey()));
            }
        }
        for (KeyRows.Place extra : held.keySet()) {
            if (!truth.rows().containsKey(extra)) {
                remove(extra);
            }
        }
        flush();
    }

    /// While the drive was away a newer version may have pushed one that it has among the older
    /// ones, or the removal of a newer one have brought one back to the head.
    private void moveVersions() throws StoreException, InterruptedException {
        KeyRows.Place head = new KeyRows.Place(Family.HEAD, at.key().head());
        for (Map.Entry<KeyRows.Place, Held> entry : new TreeMap<>(held).entrySet()) {
            KeyRows.Place place = entry.getKey();
            if (place.family() != Family.PART && !isWanted(place, entry.getValue())) {
                KeyRows.Place older = versionPlace(entry.getValue().row());
                if (isWanted(older, entry.getValue()) && !held.containsKey(older)) {
                    move(place, older);
                }
            }
        }
        Row newest = truth.rows().get(head);
        if (newest == null || isWanted(head, held.get(head))) {
            return;
        }
        KeyRows.Place older = versionPlace(newest);
        if (isWanted(head, held.get(older))) {
            if (held.containsKey(head)) {
                remove(head);
                held.remove(head);
            }
            move(older, head);
        }
    }

    /// True when the data that is wanted at the place is that of the row.
    private boolean isWanted(KeyRows.Place place, @Nullable Held there) {
        Row wanted = truth.rows().get(place);
        return wanted != null && there != null && isSameData(there.row(), wanted);
    }

    private KeyRows.Place versionPlace(Row row) {
        return new KeyRows.Place(
                Family.VERSION,
                Keys.version(at.key().head(), VersionRecord.read(row.record()).creation()));
    }

    /// True when both rows stand for the same version with data of its own, whatever was changed in
    /// place since.
    private static boolean isSameData(Row row, Row other) {
        VersionRecord one = VersionRecord.read(row.record());
        VersionRecord two = VersionRecord.read(other.record());
        return one.isData()
                && two.isData()
                && one.creation() == two.creation()
                && one.writeId() == two.writeId();
    }

    /// In a change of its own, for a change holds either final operations or others.
    private void move(KeyRows.Place from, KeyRows.Place to)
            throws StoreException, InterruptedException {
        flush();
        ops.move(from.family(), from.key(), to.family(), to.key());
        tally.countRow();
        rowCount++;
        flush();
        Held moved = held.remove(from);
        if (moved != null) {
            held.put(to, moved);
        }
    }

    private void remove(KeyRows.Place extra) throws StoreException, InterruptedException {
        ops.remove(extra.family(), extra.key());
        tally.countRow();
        counted(0);
    }

    private void repair(KeyRows.Place to, Row wanted, @Nullable Held present)
            throws StoreException, InterruptedException {
        boolean isSame = present != null && Arrays.equals(present.row().record(), wanted.record());
        Optional<RowOwner> owner = RowOwner.of(to.family(), to.key(), wanted.record());
        if (owner.isEmpty()) {
            if (!isSame) {
                put(to, wanted, new OpsWriter.Shard.None(), null);
            }
            return;
        }
        if (present != null && hasShard(present, to, wanted) && isWhole(present, owner.get())) {
            if (!isSame) {
                put(to, wanted, OpsWriter.Shard.Keep.of(present.row().record()), null);
            }
            return;
        }
        make(to, wanted, owner.get(), isSame);
    }

    /// True when the row that is there owns the data that is wanted.
    private static boolean hasShard(Held present, KeyRows.Place to, Row wanted) {
        return Arrays.equals(present.row().record(), wanted.record())
                || (to.family() != Family.PART && isSameData(present.row(), wanted));
    }

    private boolean isWhole(Held present, RowOwner owner) throws InterruptedException {
        boolean isThere =
                present.row().location() instanceof Location.InLog
                        || present.row().location() instanceof Location.InFile;
        return isThere
                && (!verifyShards
                        || shards.isIntact(
                                at.drive(), data(present.readAt(), owner), present.row()));
    }

    private RowData data(KeyRows.Place row, RowOwner owner) {
        return new RowData(
                at.leader(),
                at.key(),
                row.family(),
                row.key(),
                owner.coding(),
                owner.storedBytes());
    }

    private void make(KeyRows.Place to, Row wanted, RowOwner owner, boolean isSame)
            throws StoreException, InterruptedException {
        Optional<ShardRepair.Made> made =
                shards.make(at.drive(), at.place(), data(to, owner), wanted.record());
        if (made.isPresent()) {
            tally.countShard();
            put(to, wanted, made.get().shard(), made.get().inline());
            return;
        }
        tally.countUnrecoverable();
        LOG.debug(
                "the shard of a row in set {}/{} at place {} cannot be made: too few of the others"
                        + " are intact, or the drive does not take it",
                at.leader().set().pool(),
                at.leader().set().index(),
                at.place());
        if (!isSame) {
            put(to, wanted, new OpsWriter.Shard.Missing(), null);
        }
    }

    private void put(KeyRows.Place to, Row wanted, OpsWriter.Shard shard, byte @Nullable [] bytes)
            throws StoreException, InterruptedException {
        OpsWriter.Shard owned = shard;
        if (bytes != null) {
            owned = new OpsWriter.Shard.Inline(inline.size());
            inline.add(bytes);
        }
        ops.set(to.family(), to.key(), wanted.record(), owned);
        tally.countRow();
        counted(bytes == null ? 0 : bytes.length);
    }

    private void counted(int bytes) throws StoreException, InterruptedException {
        rowCount++;
        byteCount += bytes;
        if (rowCount >= ROWS_PER_CHANGE || byteCount >= BYTES_PER_CHANGE) {
            flush();
        }
    }

    private void flush() throws StoreException, InterruptedException {
        if (rowCount == 0) {
            return;
        }
        byte[] encoded = ops.toBytes();
        byte[][][] byPlace = new byte[at.leader().geometry().drives()][][];
        byPlace[at.place()] = inline.toArray(byte[][]::new);
        Submitted submitted =
                at.leader()
                        .submitAlways(
                                Change.NO_SLOT,
                                _ -> new Draft(null, encoded, byPlace, 1 << at.place()),
                                null);
        at.leader().await(submitted);
        // The next look at the key must find what this did: moved twice, a row would be lost.
        if (!at.leader().attachments().awaitTaken(at.place(), submitted)) {
            throw new StoreException(
                    StoreError.READ_QUORUM_LOST, "the drive to repair takes no changes");
        }
        ops = new OpsWriter();
        inline.clear();
        rowCount = 0;
        byteCount = 0;
    }
}
