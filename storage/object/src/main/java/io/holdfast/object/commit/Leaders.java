package io.holdfast.object.commit;

import io.holdfast.cluster.Cluster;
import java.util.List;
import java.util.Optional;

/// The leaders of all sets, found by key.
public final class Leaders {
    private final Cluster cluster;
    private final List<SetLeader> leaders;

    /// @param leaders in the order of {@link Cluster#sets()}
    public Leaders(Cluster cluster, List<SetLeader> leaders) {
        this.cluster = cluster;
        this.leaders = List.copyOf(leaders);
    }

    public int slotOf(RowKey key) {
        return cluster.slotOf(key.bucketId(), key.key());
    }

    public SetLeader ofSlot(int slot) {
        return leaders.get(cluster.setOf(slot));
    }

    public SetLeader of(RowKey key) {
        return ofSlot(slotOf(key));
    }

    public List<SetLeader> all() {
        return leaders;
    }

    /// Why some set takes no changes; empty when all do.
    public Optional<String> whyReadOnly() {
        return leaders.stream().flatMap(leader -> leader.whyReadOnly().stream()).findFirst();
    }
}
