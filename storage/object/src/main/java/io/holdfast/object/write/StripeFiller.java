package io.holdfast.object.write;

import io.holdfast.base.Pending;
import io.holdfast.object.StoreException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// Brings a body into stripes, in order, and digests it. One thread.
interface StripeFiller {
    /// What a stripe was filled with.
    ///
    /// @param length bytes from the stripe's start; fewer than it has room for in the last one
    /// @param digested done when nothing reads the segment any more
    record Filled(int length, Pending<Boolean> digested) {}

    /// The most bytes that will be stored: the body's, or more when it is sealed.
    long storedBytesMax();

    /// Fills a stripe with the next bytes to store.
    ///
    /// @param stripe room for a whole one
    Filled fill(MemorySegment stripe) throws StoreException, IOException, InterruptedException;
}
