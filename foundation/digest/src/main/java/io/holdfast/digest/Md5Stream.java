package io.holdfast.digest;

import io.holdfast.base.Pending;
import java.lang.foreign.MemorySegment;

/// One MD5 being computed. Used by one thread at a time; bytes count in the order of the updates.
public interface Md5Stream extends AutoCloseable {
    /// Bytes of a digest.
    int DIGEST_BYTES = 16;

    /// Starts digesting the bytes, which may lie on the heap or off it. They must stay readable and
    /// unchanged until the returned outcome is there or {@link #digest} has returned. The outcome
    /// is true, or false when the stream or its engine was closed first.
    Pending<Boolean> update(MemorySegment bytes);

    /// Waits for what is outstanding and ends the stream.
    ///
    /// @return 16 bytes
    byte[] digest() throws InterruptedException;

    /// Gives up the computation if {@link #digest} has not ended it. Updates that are outstanding
    /// come to an end by themselves; their bytes must stay until then.
    @Override
    void close();
}
