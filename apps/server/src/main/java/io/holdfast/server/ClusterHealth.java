package io.holdfast.server;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.ErasureSet;
import io.holdfast.cluster.MemberState;
import io.holdfast.s3.Health;

/// Health as the standing of the drives tells it.
///
/// @param cluster asked anew each time
record ClusterHealth(Cluster cluster) implements Health {
    @Override
    public boolean isLive() {
        return true;
    }

    /// An epoch is led, and in every set a change would find its copies. Rebuilding drives count as
    /// copies (rule 4).
    @Override
    public boolean canWrite() {
        return cluster.epoch() != 0
                && cluster.registry().isWritable()
                && cluster.sets().stream()
                        .allMatch(set -> taking(set) >= set.geometry().writeQuorum());
    }

    private static long taking(ErasureSet set) {
        return set.members().stream()
                .filter(member -> member.drive().isPresent())
                .filter(member -> member.state() != MemberState.OUT)
                .count();
    }

    @Override
    public boolean canRead() {
        return cluster.sets().stream().allMatch(set -> open(set) >= set.geometry().data());
    }

    private static long open(ErasureSet set) {
        return set.members().stream()
                .filter(member -> member.drive().isPresent())
                .filter(member -> member.state() != MemberState.REBUILDING)
                .count();
    }
}
