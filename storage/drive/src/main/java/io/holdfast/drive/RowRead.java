package io.holdfast.drive;

import org.jspecify.annotations.Nullable;

/// The outcome of reading one row.
public sealed interface RowRead {
    /// The row and, when it was asked for and lies in the log, its verified shard.
    ///
    /// @param shard the bytes when {@code state} is INTACT, else null
    record Found(Row row, ShardState state, byte @Nullable [] shard) implements RowRead {}

    /// This drive has no such row.
    record Absent() implements RowRead {
        static final Absent INSTANCE = new Absent();
    }

    /// The drive could not tell.
    record Failed(DriveFault fault) implements RowRead {}

    /// What became of the shard of a row that was found.
    enum ShardState {
        /// Not asked for, or the row has none.
        NOT_READ,
        /// Read and its checksum holds.
        INTACT,
        /// Read, and its checksum does not hold, or it cannot be read.
        ROTTEN,
        /// The row says that the shard is not here.
        MISSING,
        /// In a file of its own: open it with {@link Drive#openShard}.
        IN_FILE
    }

    static RowRead absent() {
        return Absent.INSTANCE;
    }
}
