package io.holdfast.object;

import java.io.IOException;
import java.util.Optional;

/// A version that is being read: its bytes stay readable until it is closed, whatever happens to
/// the key. One thread at a time.
public interface OpenObject extends AutoCloseable {
    ObjectInfo info();

    /// First byte of the part that the request named, else 0.
    long rangeStart();

    /// Bytes of the part that the request named, else the object's size.
    long rangeLength();

    /// Checksum of the part that the request named, else the object's; may be empty.
    Optional<ObjectChecksum> checksum();

    /// Sends verified bytes; damaged or missing shards are rebuilt on the way and reported for
    /// repair.
    ///
    /// @throws StoreException READ_QUORUM_LOST when too few shards are intact; bytes may have been
    ///   sent; SEALED_DATA_DAMAGED, before any byte of the damaged package is sent
    /// @throws IOException from the sink
    void transferTo(long offset, long length, ByteSink sink)
            throws IOException, StoreException, InterruptedException;

    @Override
    void close();
}
