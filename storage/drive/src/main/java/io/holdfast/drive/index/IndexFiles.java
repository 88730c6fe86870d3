package io.holdfast.drive.index;

import java.nio.file.Path;

/// Told of what RocksDB does to the files of an index, which it writes past the drive's {@link
/// io.holdfast.drive.disk.Disk}. Called when the work is done, on RocksDB's own threads, which wait
/// for the end of the call; it must not throw.
public interface IndexFiles {
    /// Bytes were appended to a table or a manifest.
    ///
    /// @param bytes how many
    void written(Path file, long bytes);

    /// What was appended to the file before is durable.
    void synced(Path file);

    /// A table that the index no longer needs was deleted.
    void deleted(Path file);
}
