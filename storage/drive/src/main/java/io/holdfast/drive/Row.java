package io.holdfast.drive;

/// One row as this drive holds it.
///
/// @param record the engine's bytes, opaque to the drive; equal on all drives of the set
/// @param location where this drive's shard lies
@SuppressWarnings(
        "ArrayRecordComponent") // never changed after construction; copying costs every read
public record Row(byte[] record, Location location) {}
