package io.holdfast.cluster;

import io.holdfast.cluster.copy.RegistryCopy;
import io.holdfast.drive.Drive;
import io.holdfast.drive.DriveIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// The folders of this node that are, or may become, drives. Calls wait for the medium.
interface DriveHost {
    /// The outcome of opening a drive.
    sealed interface Opening {
        record Opened(Drive drive) implements Opening {}

        /// The drive stays closed; the detail is for the operator.
        record Failed(String detail) implements Opening {}
    }

    /// Looks without changing anything.
    Sighting look(Path path);

    /// True when a file system is mounted at the path.
    boolean isMountPoint(Path path);

    /// Size of the file system that holds the path, or of its nearest existing parent; at least 1.
    long capacityBytes(Path path);

    /// Makes the folder if it is missing; only for a new deployment.
    void makeFolder(Path path) throws IOException;

    /// Makes an empty folder a drive; durable when it returns.
    void format(Path path, DriveIdentity identity) throws IOException;

    /// Opens a formatted folder under its exclusive lock.
    Opening open(Path path);

    /// The registry's copy on a formatted drive.
    RegistryCopy copy(Path path);

    /// Why the path no longer holds the drive that was opened there; empty while it does.
    Optional<String> lost(Path path, DriveIdentity identity);
}
