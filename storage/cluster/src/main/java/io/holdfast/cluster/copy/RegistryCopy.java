package io.holdfast.cluster.copy;

import java.io.IOException;

/// One drive's copy of the registry. Every method is durable when it returns, waits for the medium,
/// and is called by one thread at a time. After an exception the copy holds either what it held or
/// what it was given.
public interface RegistryCopy extends AutoCloseable {
    /// Reads the copy; changes nothing on the drive.
    CopyContent read();

    /// Records that starts up to this number are taken, before any state of it is written.
    void promise(long start) throws IOException;

    /// Adds a change to a copy that holds the state right before it.
    void append(RegistryChange change, RegistryState after) throws IOException;

    /// Puts the state in place of all that the copy holds.
    void replace(RegistryState state) throws IOException;

    /// Releases files; makes nothing durable.
    @Override
    void close();
}
