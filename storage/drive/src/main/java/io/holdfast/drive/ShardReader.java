package io.holdfast.drive;

import io.holdfast.base.Pending;
import java.lang.foreign.MemorySegment;

/// An open shard file. It stays readable until closed, also when the row that named it goes (rule
/// 15). Any thread.
public interface ShardReader extends AutoCloseable {
    /// Reads and verifies one whole chunk.
    ///
    /// @param chunk index from 0
    /// @param into at least as long as the chunk
    Pending<IoResult> read(long chunk, MemorySegment into);

    @Override
    void close();
}
