package io.holdfast.object.heal;

import io.holdfast.drive.Change;
import io.holdfast.drive.Drive;
import io.holdfast.drive.Family;
import io.holdfast.drive.Location;
import io.holdfast.drive.OpsWriter;
import io.holdfast.drive.Row;
import io.holdfast.object.HealReport;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.commit.Draft;
import io.holdfast.object.commit.KeyLocks;
import io.holdfast.object.commit.LeaderOptions;
import io.holdfast.object.commit.Leaders;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.read.RowData;
import io.holdfast.object.row.UploadId;
import io.holdfast.object.row.VersionRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Repairs one key: in the key's turn it compares what every attached drive holds with a drive in
/// service, which has every acknowledged change (rule 11), and sends each drive what it lacks
/// through its ordered stream (rules 5 and 22). Any thread.
public final class KeyHealer {
    private static final Logger LOG = LoggerFactory.getLogger(KeyHealer.class);
    private static final int ROWS_PER_CHANGE = 64;
    private static final long BYTES_PER_CHANGE = 4L << 20;

    private final Leaders leaders;
    private final KeyLocks locks;
    private final LeaderOptions options;
    private final ShardRepair shards;

    KeyHealer(Leaders leaders, KeyLocks locks, LeaderOptions options, ShardRepair shards) {
        this.leaders = leaders;
        this.locks = locks;
        this.options = options;
        this.shards = shards;
    }

    /// Repairs the key on all attached drives.
    ///
    /// @param verifyShards also reads every shard and checks it
    public HealReport heal(RowKey key, boolean verifyShards)
            throws StoreException, InterruptedException {
        return heal(key, verifyShards, Change.ALL_DRIVES, Set.of());
    }

    /// Repairs the key on some drives.
    ///
    /// @param places bit p = the drive at place p
    /// @param ended uploads whose parts may be left on a drive though no row names them any more
    /// @throws StoreException also when one of them could not be looked at
    HealReport heal(RowKey key, boolean verifyShards, int places, Set<UploadId> ended)
            throws StoreException, InterruptedException {
        SetLeader leader = leaders.of(key);
        KeyLocks.Held held =
                locks.acquire(key, options.keyTimeoutNs())
                        .orElseThrow(
                                () ->
                                        new StoreException(
                                                StoreError.TOO_BUSY,
                                                "an earlier change of this key is not decided"));
        try {
            return healHeld(leader, key, verifyShards, places, ended);
        } finally {
            held.release();
        }
    }

    private HealReport healHeld(
            SetLeader leader, RowKey key, boolean verifyShards, int places, Set<UploadId> ended)
            throws StoreException, InterruptedException {
        KeyRows truth = readTruth(leader, key, ended);
        Set<UploadId> uploads = new HashSet<>(ended);
        uploads.addAll(truth.uploads());
        Tally tally = new Tally();
        truth.rows().forEach((place, row) -> tally.countVersion(place, row));
        for (int place = 0; place < leader.geometry().drives(); place++) {
            Optional<Drive> drive = leader.drive(place);
            if ((places >>> place & 1) == 0 || drive.isEmpty() || !leader.isAttached(place)) {
                continue;
            }
            Optional<KeyRows> own = KeyRows.read(drive.get(), key, uploads);
            if (own.isEmpty() && places != Change.ALL_DRIVES) {
                // A drive that is rebuilt must not go into service without having been compared.
                throw new StoreException(
                        StoreError.READ_QUORUM_LOST, "the drive to repair does not answer");
            }
            if (own.isPresent()) {
                new DriveRepair(leader, key, place, drive.get(), truth, tally, verifyShards)
                        .run(own.get());
            }
        }
        return tally.report();
    }

    private static KeyRows readTruth(SetLeader leader, RowKey key, Set<UploadId> ended)
            throws StoreException, InterruptedException {
        for (int place = 0; place < leader.geometry().drives(); place++) {
            Optional<Drive> drive = leader.readable(place);
            if (drive.isPresent()) {
                Optional<KeyRows> rows = KeyRows.read(drive.get(), key, ended);
                if (rows.isPresent()) {
                    return rows.get();
                }
            }
        }
        throw new StoreException(StoreError.READ_QUORUM_LOST, "no drive in service answers");
    }

    private static final class Tally {
        private int versions;
        private int rows;
        private int repaired;
        private int unrecoverable;

        void countVersion(KeyRows.Place place, Row row) {
            if (place.family() != Family.PART && VersionRecord.read(row.record()).isData()) {
                versions++;
            }
        }

        HealReport report() {
            return new HealReport(versions, rows, repaired, unrecoverable);
        }
    }

    /// The repair of one drive, in changes of bounded size.
    private final class DriveRepair {
        private final SetLeader leader;
        private final RowKey key;
        private final int place;
        private final Drive drive;
        private final KeyRows truth;
        private final Tally tally;
        private final boolean verifyShards;
        private OpsWriter ops = new OpsWriter();
        private final List<byte[]> inline = new ArrayList<>();
        private int rowCount;
        private long byteCount;

        DriveRepair(
                SetLeader leader,
                RowKey key,
                int place,
                Drive drive,
                KeyRows truth,
                Tally tally,
                boolean verifyShards) {
            this.leader = leader;
            this.key = key;
            this.place = place;
            this.drive = drive;
            this.truth = truth;
            this.tally = tally;
            this.verifyShards = verifyShards;
        }

        void run(KeyRows own) throws StoreException, InterruptedException {
            for (Map.Entry<KeyRows.Place, Row> wanted : truth.rows().entrySet()) {
                repair(wanted.getKey(), wanted.getValue(), own.rows().get(wanted.getKey()));
            }
            for (KeyRows.Place extra : own.rows().keySet()) {
                if (!truth.rows().containsKey(extra)) {
                    ops.remove(extra.family(), extra.key());
                    tally.rows++;
                    counted(0);
                }
            }
            flush();
        }

        private void repair(KeyRows.Place at, Row wanted, @Nullable Row present)
                throws StoreException, InterruptedException {
            boolean isSame = present != null && Arrays.equals(present.record(), wanted.record());
            Optional<RowOwner> owner = RowOwner.of(at.family(), at.key(), wanted.record());
            if (owner.isEmpty()) {
                if (!isSame) {
                    put(at, wanted, new ShardRepair.Made(new OpsWriter.Shard.None(), null));
                }
                return;
            }
            RowData data =
                    new RowData(
                            leader,
                            key,
                            at.family(),
                            at.key(),
                            owner.get().coding(),
                            owner.get().size());
            if (isSame && present != null && isWhole(data, present)) {
                return;
            }
            Optional<ShardRepair.Made> made = shards.make(drive, place, data, wanted.record());
            if (made.isPresent()) {
                tally.repaired++;
                put(at, wanted, made.get());
            } else {
                tally.unrecoverable++;
                LOG.debug(
                        "the shard of a row in set {}/{} at place {} cannot be made: too few of"
                                + " the others are intact, or the drive does not take it",
                        leader.set().pool(),
                        leader.set().index(),
                        place);
                if (!isSame) {
                    put(at, wanted, new ShardRepair.Made(new OpsWriter.Shard.Missing(), null));
                }
            }
        }

        private boolean isWhole(RowData data, Row present) throws InterruptedException {
            boolean isThere =
                    present.location() instanceof Location.InLog
                            || present.location() instanceof Location.InFile;
            return isThere && (!verifyShards || shards.isIntact(drive, data, present));
        }

        private void put(KeyRows.Place at, Row wanted, ShardRepair.Made made)
                throws StoreException, InterruptedException {
            OpsWriter.Shard shard = made.shard();
            byte[] bytes = made.inline();
            if (bytes != null) {
                shard = new OpsWriter.Shard.Inline(inline.size());
                inline.add(bytes);
            }
            ops.set(at.family(), at.key(), wanted.record(), shard);
            tally.rows++;
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
            byte[][][] byPlace = new byte[leader.geometry().drives()][][];
            byPlace[place] = inline.toArray(byte[][]::new);
            leader.await(
                    leader.submitAlways(
                            Change.NO_SLOT,
                            _ -> new Draft(null, encoded, byPlace, 1 << place),
                            null));
            ops = new OpsWriter();
            inline.clear();
            rowCount = 0;
            byteCount = 0;
        }
    }
}
