package io.holdfast.object.write;

import io.holdfast.base.Pending;
import io.holdfast.object.StoreException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// Brings a body into stripes, in order, and digests it. One thread.
interface StripeFiller {
    /// Bytes to store: the body's, or more when it is sealed.
    long storedBytes();

    /// Fills a stripe with the next bytes to store; the segment is as long as they are.
    ///
    /// @return done when nothing reads the segment any more
    Pending<Boolean> fill(MemorySegment stripe)
            throws StoreException, IOException, InterruptedException;
}
