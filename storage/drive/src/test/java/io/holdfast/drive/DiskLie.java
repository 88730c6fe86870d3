package io.holdfast.drive;

/// Promises that a {@link CuttableDisk} can be told to break, so that a test of power cuts can show
/// that it would notice.
public enum DiskLie {
    /// A sync of the log does nothing.
    LOG_SYNC_DOES_NOTHING,
    /// A sync of a shard file does nothing.
    SHARD_SYNC_DOES_NOTHING,
    /// A sync of a folder does nothing.
    FOLDER_SYNC_DOES_NOTHING,
    /// Of the index, nothing that RocksDB syncs is durable.
    INDEX_SYNC_DOES_NOTHING,
    /// The last batches of the log are gone, as for a reader that takes damage in the middle of the
    /// log for its torn end.
    LOG_ENDS_AT_DAMAGE
}
