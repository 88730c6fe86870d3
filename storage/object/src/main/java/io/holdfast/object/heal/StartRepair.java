package io.holdfast.object.heal;

import io.holdfast.drive.Drive;
import io.holdfast.drive.HelloReply;
import io.holdfast.drive.OpsReader;
import io.holdfast.drive.RowRead;
import io.holdfast.object.StoreException;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.commit.SetOpener;
import io.holdfast.object.read.RowData;
import io.holdfast.object.row.JournalEntry;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// What the start of a set needs of the repair. One thread at a time.
final class StartRepair implements SetOpener.Finisher {
    private final SetLeader leader;
    private final KeyHealer healer;
    private final ShardRepair shards;
    private final RepairQueue repairs;

    StartRepair(SetLeader leader, KeyHealer healer, ShardRepair shards, RepairQueue repairs) {
        this.leader = leader;
        this.healer = healer;
        this.shards = shards;
        this.repairs = repairs;
    }

    /// Some drives have no shard of a change that was kept: made before its key is served (rule
    /// 10).
    @Override
    public void finish(RowKey key) throws InterruptedException {
        try {
            healer.heal(key, false);
        } catch (StoreException e) {
            repairs.damaged(key, "it was in flight: " + e.getMessage());
        }
    }

    @Override
    public boolean hasRows(Drive drive, RowKey key) throws InterruptedException {
        return KeyRows.read(drive, key, Set.of()).isPresent();
    }

    /// Of the row with data that the change put.
    @Override
    public boolean isIntact(Drive drive, HelloReply.Undecided change) throws InterruptedException {
        for (OpsReader.Op op : OpsReader.read(change.ops())) {
            if (op instanceof OpsReader.Op.Put put && put.family().ownsShards()) {
                Optional<RowOwner> owner = RowOwner.of(put.family(), put.key(), put.record());
                if (owner.isPresent()) {
                    return isIntact(drive, change, put, owner.get());
                }
            }
        }
        return true;
    }

    private boolean isIntact(
            Drive drive, HelloReply.Undecided change, OpsReader.Op.Put put, RowOwner owner)
            throws InterruptedException {
        JournalEntry entry = JournalEntry.read(change.entry());
        RowData data =
                new RowData(
                        leader,
                        RowKey.of(entry.bucketId(), entry.key()),
                        put.family(),
                        put.key(),
                        owner.coding(),
                        owner.storedBytes());
        return drive.read(put.family(), put.key(), false).await() instanceof RowRead.Found found
                && Arrays.equals(found.row().record(), put.record())
                && shards.isIntact(drive, data, found.row());
    }
}
