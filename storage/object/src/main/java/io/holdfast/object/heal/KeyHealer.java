package io.holdfast.object.heal;

import io.holdfast.drive.Change;
import io.holdfast.drive.Drive;
import io.holdfast.object.HealReport;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.commit.KeyLocks;
import io.holdfast.object.commit.LeaderOptions;
import io.holdfast.object.commit.Leaders;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.row.UploadId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Repairs one key: in the key's turn it compares what every attached drive holds with a drive in
/// service, which has every acknowledged change (rule 11), and sends each drive what it lacks
/// through its ordered stream (rules 5 and 22). Any thread.
public final class KeyHealer {
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

    /// Repairs the key on all drives that take changes; the report counts the others.
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
        leader.requireStarted();
        KeyRows truth = readTruth(leader, key, ended);
        Set<UploadId> uploads = new HashSet<>(ended);
        uploads.addAll(truth.uploads());
        // The last process may have cleared them away on some drives only.
        Set<KeyRows.Place> leftovers = truth.leftovers();
        RepairTally tally = new RepairTally();
        truth.rows().forEach(tally::countVersion);
        for (int place = 0; place < leader.geometry().drives(); place++) {
            Optional<Drive> drive = leader.drive(place);
            if ((places >>> place & 1) == 0) {
                continue;
            }
            if (drive.isEmpty() || !leader.isAttached(place)) {
                tally.countSkipped();
                continue;
            }
            Optional<KeyRows> own =
                    leader.attachments().awaitCaughtUp(place)
                            ? KeyRows.read(drive.get(), key, uploads)
                            : Optional.empty();
            if (own.isEmpty() && places != Change.ALL_DRIVES) {
                // A drive that is rebuilt must not go into service without having been compared.
                throw new StoreException(
                        StoreError.READ_QUORUM_LOST, "the drive to repair does not answer");
            }
            if (own.isEmpty()) {
                tally.countSkipped();
                continue;
            }
            DriveRepair repair =
                    new DriveRepair(
                            new DriveRepair.Target(leader, key, place, drive.get()),
                            truth,
                            leftovers,
                            tally,
                            shards,
                            verifyShards);
            try {
                repair.run(own.get());
            } catch (StoreException e) {
                if (places != Change.ALL_DRIVES || leader.isAttached(place)) {
                    throw e;
                }
                tally.countSkipped(); // it went on the way; the others can still be repaired
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
}
