package io.holdfast.drive;

/// Something that a drive has just done to its disk, at which the power may be cut.
public enum DiskMoment {
    /// A batch stands in the log and is not synced.
    LOG_WRITTEN,
    /// A batch was synced and nobody was told.
    LOG_SYNCED,
    /// A spare segment was made and is empty.
    SEGMENT_MADE,
    /// The header of a segment that is taken into use stands and is not synced.
    SEGMENT_TAKEN,
    SEGMENT_DELETED,
    /// The cleaner has read from a segment that it empties.
    SEGMENT_CLEANED,
    FOLDER_MADE,
    FOLDER_SYNCED,
    SHARD_MADE,
    SHARD_WRITTEN,
    SHARD_SYNCED,
    SHARD_DELETED,
    /// A table of the index was written on and is not synced.
    TABLE_WRITTEN,
    TABLE_SYNCED,
    TABLE_DELETED,
    /// The index's manifest was written on and is not synced.
    MANIFEST_WRITTEN,
    MANIFEST_SYNCED,
    /// A record of the registry was written and is not synced.
    REGISTRY_WRITTEN
}
