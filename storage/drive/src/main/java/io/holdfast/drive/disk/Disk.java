package io.holdfast.drive.disk;

import java.io.IOException;
import java.nio.file.Path;

/// The file system of one drive. {@link RealDisk} is the machine's own; tests put another between,
/// to cut the power or to fail a sync. Any thread.
public interface Disk {
    /// Opens a file for reading and writing past the page cache where that is possible; makes it
    /// when it is not there. Buffers given to it must be aligned, see {@link Aligned}.
    DiskFile openForWriting(Path path) throws IOException;

    /// Opens an existing file for reading through the page cache.
    DiskFile openForReading(Path path) throws IOException;

    /// Makes the folder, not its parents, when it is not there.
    ///
    /// @return true when it was made: its parent then needs a sync
    boolean createFolder(Path folder) throws IOException;

    /// Makes names in the folder durable: files created, renamed or deleted in it.
    void syncFolder(Path folder) throws IOException;

    /// Gives the file another name on the same file system, in place of a file that has it. Which
    /// of both names is found after a crash is open until the folders of both are synced.
    ///
    /// @throws java.nio.file.NoSuchFileException when it is not there
    void rename(Path from, Path to) throws IOException;

    /// Deletes the file; not an error when it is not there.
    void delete(Path path) throws IOException;
}
