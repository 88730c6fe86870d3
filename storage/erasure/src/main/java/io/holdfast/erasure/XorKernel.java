package io.holdfast.erasure;

/// Runs a plan over blocks that lie in a work area. Stateless and thread-safe.
interface XorKernel {
    /// Longs in a packet (64 bytes: one cache line, and the widest vector of any machine today).
    int PACKET_LONGS = 8;

    /// Longs in one block of one shard: eight packets.
    int BLOCK_LONGS = XorPlan.BITS * PACKET_LONGS;

    /// Blocks of one shard that lie side by side in the work area: 4 KiB of a shard at a time keeps
    /// the area of the usual geometries in the first-level cache.
    int BLOCKS_MAX = 8;

    /// Computes the output packets of the first {@code blocks} blocks.
    ///
    /// @param work all input shards, then all output shards, each {@code stride} blocks long
    /// @param blocks how many blocks to compute, at most {@code stride}
    /// @param stride blocks per shard in the work area, at most {@link #BLOCKS_MAX}
    void run(XorPlan plan, long[] work, int blocks, int stride);
}
