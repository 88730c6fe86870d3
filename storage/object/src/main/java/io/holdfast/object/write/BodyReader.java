package io.holdfast.object.write;

import io.holdfast.object.ObjectBody;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Reads a body exactly as long as it was declared.
final class BodyReader {
    private BodyReader() {}

    /// Fills the buffer.
    ///
    /// @throws StoreException INCOMPLETE_BODY when the body ends first
    static void fill(ObjectBody body, ByteBuffer into) throws IOException, StoreException {
        while (into.hasRemaining()) {
            if (body.read(into) < 0) {
                throw new StoreException(
                        StoreError.INCOMPLETE_BODY, "the body is shorter than it was declared");
            }
        }
    }

    /// Makes sure that nothing follows; lets the source verify trailers and signatures.
    static void expectEnd(ObjectBody body) throws IOException, StoreException {
        if (body.read(ByteBuffer.allocate(1)) >= 0) {
            throw new StoreException(
                    StoreError.INCOMPLETE_BODY, "the body is longer than it was declared");
        }
    }
}
