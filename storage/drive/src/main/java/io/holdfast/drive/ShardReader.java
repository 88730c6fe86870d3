package io.holdfast.drive;

import io.holdfast.base.Pending;
import java.lang.foreign.MemorySegment;

/// An open shard file. It stays readable until closed, also when the row that named it goes (rule
/// 15). Any thread.
public interface ShardReader extends AutoCloseable {
    /// Reads and verifies one whole chunk.
    ///
    /// After a fault the medium may still deliver: the caller then drops the memory rather than
    /// using it for something else.
    ///
    /// @param chunk index from 0
    /// @param into at least as long as the chunk; native memory that any thread may write
    Pending<IoResult> read(long chunk, MemorySegment into);

    /// No read comes any more. Those that are on their way end as they would have.
    @Override
    void close();
}
