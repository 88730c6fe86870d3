package io.holdfast.object.heal;

import io.holdfast.object.StoreException;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.commit.SetOpener;

/// What the start of a set needs of the repair. One thread at a time.
final class StartRepair implements SetOpener.Finisher {
    private final KeyHealer healer;
    private final RepairQueue repairs;

    StartRepair(KeyHealer healer, RepairQueue repairs) {
        this.healer = healer;
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
}
