package io.holdfast.drive;

import org.jspecify.annotations.Nullable;

/// Carries out log items on the rows of a batch: when they are first logged and when they are
/// replayed. Commit thread, or the thread that opens the drive.
final class ItemApplier {
    private final BatchPlan plan;
    private final ChangeApplier changes;

    ItemApplier(BatchPlan plan) {
        this.plan = plan;
        changes = new ChangeApplier(plan);
    }

    ChangeApplier changes() {
        return changes;
    }

    void apply(LogItem item) {
        switch (item) {
            case LogItem.Changed changed -> {
                plan.state().setRebuilding(changed.isRebuilding());
                changes.apply(changed.change(), Placements.recorded(changed.placements()));
            }
            case LogItem.Promised(int epoch) -> plan.state().raisePromise(epoch);
            case LogItem.Staged(ShardId id) ->
                    plan.rows().put(Family.STAGING, id.toBytes(), StagingRecord.STAGED.encode());
            case LogItem.Freed(ShardId id) -> plan.freeFile(id);
            case LogItem.Dropped(ShardId id) -> plan.rows().remove(Family.STAGING, id.toBytes());
            case LogItem.Relocated relocated -> relocate(relocated);
        }
    }

    /// True when the row, or a prior of it that may still come back, owns the shard.
    boolean owns(Family family, byte[] key, Location location) {
        return owns(plan.state().undecided(), plan.rows().image(family, key), location);
    }

    static boolean owns(UndecidedChanges undecided, @Nullable RowImage top, Location location) {
        for (RowImage image = top; image != null; image = livePrior(undecided, image)) {
            if (image.location().equals(location)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable RowImage livePrior(UndecidedChanges undecided, RowImage image) {
        return undecided.contains(image.writer()) ? image.prior() : null;
    }

    private void relocate(LogItem.Relocated item) {
        RowImage image = plan.rows().image(item.family(), item.key());
        if (image == null) {
            throw new Divergence("the row of a relocated shard is absent");
        }
        plan.rows().put(item.family(), item.key(), relocated(image, item));
        for (UndecidedChange change : plan.state().undecided().all()) {
            change.exchangeReplaced(item.old(), item.now());
        }
        plan.own(item.now());
        plan.free(item.old());
    }

    private static RowImage relocated(RowImage image, LogItem.Relocated item) {
        RowImage prior = image.prior();
        RowImage moved = prior == null ? image : image.withPrior(relocated(prior, item));
        return moved.location().equals(item.old()) ? moved.withLocation(item.now()) : moved;
    }
}
