package io.holdfast.cluster;

/// The numbers of an erasure set that every rule speaks of.
///
/// @param drives N, 1…16
/// @param parity M, 0…N/2
public record SetGeometry(int drives, int parity) {
    public SetGeometry {
        if (drives < 1 || drives > 16 || parity < 0 || parity > drives / 2) {
            throw new IllegalArgumentException(parity + " parity of " + drives + " drives");
        }
    }

    /// K: shards that are enough to read.
    public int data() {
        return drives - parity;
    }

    /// W: copies that make a change durable; K, or K + 1 when K = M.
    public int writeQuorum() {
        return data() == parity ? data() + 1 : data();
    }

    /// R = F = N − W + 1: drives whose answers together cannot miss an acknowledged change.
    public int readQuorum() {
        return drives - writeQuorum() + 1;
    }
}
