package io.holdfast.drive.index;

/// Memory of one index.
///
/// @param cacheBytes block cache
/// @param memtableBytes of each large family; small ones get a quarter
public record IndexOptions(long cacheBytes, long memtableBytes) {
    /// 32 MiB of cache, memtables of 8 MiB.
    public static final IndexOptions DEFAULT = new IndexOptions(32L << 20, 8L << 20);
}
