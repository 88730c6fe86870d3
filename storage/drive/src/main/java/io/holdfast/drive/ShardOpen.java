package io.holdfast.drive;

/// The outcome of opening a shard file.
public sealed interface ShardOpen {
    record Opened(ShardReader reader) implements ShardOpen {}

    /// Not there, cut short, or its checksum table does not hold.
    record Broken(String detail) implements ShardOpen {}

    record Failed(DriveFault fault) implements ShardOpen {}
}
