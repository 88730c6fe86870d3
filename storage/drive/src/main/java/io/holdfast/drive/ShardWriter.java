package io.holdfast.drive;

import io.holdfast.base.Pending;
import java.lang.foreign.MemorySegment;

/// Writes one staged shard file. One thread at a time. A writer that is closed without a change
/// consuming its file leaves an orphan that is removed at the next start, or at once by {@link
/// #abandon}.
public interface ShardWriter {
    ShardId id();

    /// Appends one chunk; every chunk but the last has the length given to {@link Drive#stage}. The
    /// bytes must stay unchanged until the outcome is there.
    ///
    /// @param chunk native memory that any thread may read, best aligned to 4 KiB
    Pending<IoResult> write(MemorySegment chunk);

    /// Writes the checksum table and makes file and directory entry durable (rule 18). Afterwards a
    /// change may name the file.
    Pending<IoResult> seal();

    /// Gives the file up and frees its space; not after a change that names it was submitted.
    void abandon();
}
