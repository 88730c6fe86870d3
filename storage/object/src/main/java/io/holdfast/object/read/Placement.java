package io.holdfast.object.read;

import io.holdfast.object.commit.RowKey;

/// Which place of the set holds shard 0 of a key: rotated by key, so that data and parity shards,
/// and with them reads, spread over all drives.
public final class Placement {
    private Placement() {}

    public static int rotation(RowKey key, int drives) {
        int hash = key.hashCode();
        return Math.floorMod(hash ^ hash >>> 16, drives);
    }
}
