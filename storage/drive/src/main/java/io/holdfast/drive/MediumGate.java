package io.holdfast.drive;

import java.io.IOException;
import java.nio.file.Path;

/// Stands between a drive and its medium and may refuse or delay what the drive does there, so that
/// a test meets the faults of real media. It is given to a drive when it is opened; a drive without
/// one, as every drive of a server that runs as a process of its own, has nothing in between. Any
/// thread.
///
/// The index goes past it, as it goes past the drive's own files; a medium that is gone is gone for
/// the index too when its folder is moved away.
public interface MediumGate {
    /// What the drive is about to do.
    enum Access {
        READ,
        /// Write over bytes that are there.
        WRITE,
        /// Write at the end of a file, or make one: it needs room.
        GROW,
        /// Make bytes or names durable.
        SYNC,
        /// Remove a file.
        DELETE
    }

    /// Called before each access, on the drive's own thread, which waits.
    ///
    /// @throws IOException what the drive is to see as the answer of its medium
    void before(Access access, Path path) throws IOException;

    /// Whether the file system is to look full.
    boolean isFull();
}
