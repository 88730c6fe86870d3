package io.holdfast.object.heal;

import io.holdfast.base.Lifecycle;
import io.holdfast.object.bucket.Buckets;
import io.holdfast.object.commit.KeyLocks;
import io.holdfast.object.commit.LeaderOptions;
import io.holdfast.object.commit.Leaders;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.read.RowContent;
import io.holdfast.object.read.StripeBuffers;
import io.holdfast.object.read.UploadPins;
import io.holdfast.object.write.Leftovers;
import io.holdfast.object.write.ShardIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Wires this package.
///
/// @param keepers one per set
public record HealAssembly(
        KeyHealer healer, RepairQueue repairs, Leftovers leftovers, List<SetKeeper> keepers) {
    public HealAssembly {
        keepers = List.copyOf(keepers);
    }

    public static HealAssembly wire(
            Lifecycle lifecycle,
            Leaders leaders,
            Buckets buckets,
            KeyLocks locks,
            LeaderOptions options,
            StripeBuffers buffers,
            ShardIds ids,
            UploadPins pins) {
        ShardRepair shards = new ShardRepair(new RowContent(buffers), ids);
        KeyHealer healer = new KeyHealer(leaders, locks, options, shards);
        RepairQueue repairs = lifecycle.add(new RepairQueue(healer));
        Map<SetLeader, Cleaner> cleaners = new HashMap<>();
        List<SetKeeper> keepers = new ArrayList<>();
        for (SetLeader leader : leaders.all()) {
            Cleaner cleaner = new Cleaner(leader, locks, pins);
            cleaners.put(leader, cleaner);
            keepers.add(lifecycle.add(new SetKeeper(leader, buckets, healer, repairs, cleaner)));
        }
        return new HealAssembly(healer, repairs, new SetCleaners(leaders, cleaners), keepers);
    }

    /// Opens all sets and starts repairing.
    public void open() throws InterruptedException {
        for (SetKeeper keeper : keepers) {
            keeper.open();
        }
        repairs.start();
    }

    /// Drives of all sets that are not in service.
    public int missingDrives() {
        return keepers.stream().mapToInt(SetKeeper::missingDrives).sum();
    }
}
