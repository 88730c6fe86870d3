package io.holdfast.drive.index;

/// Memory of one index.
///
/// @param memoryBytes for blocks of its files, and the rows that are not in a file yet, which take
///   up to half of it before they are flushed
/// @param memtableBytes of each large family, at most; small ones get a quarter
public record IndexOptions(long memoryBytes, long memtableBytes) {
    /// 32 MiB, memtables of 8 MiB.
    public static final IndexOptions DEFAULT = new IndexOptions(32L << 20, 8L << 20);
}
