package io.holdfast.object;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Takes the bytes of a download in order.
@FunctionalInterface
public interface ByteSink {
    /// Writes all remaining bytes; returns when the buffer may be reused.
    ///
    /// @throws StoreException when the sink opens what is sealed, and the bytes are not authentic
    void write(ByteBuffer bytes) throws IOException, StoreException, InterruptedException;
}
