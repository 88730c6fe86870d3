package io.holdfast.drive;

/// The outcome of an operation on a shard file.
public sealed interface IoResult {
    /// Done; for a read, so many bytes are in the buffer and their checksum holds.
    record Done(long bytes) implements IoResult {}

    /// The bytes on the medium are not those that were written.
    record Rotten(String detail) implements IoResult {}

    /// The file is not there.
    record Gone() implements IoResult {}

    /// The drive could not do it.
    record Failed(DriveFault fault) implements IoResult {}
}
