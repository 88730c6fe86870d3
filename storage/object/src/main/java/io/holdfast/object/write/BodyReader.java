package io.holdfast.object.write;

import io.holdfast.object.ObjectBody;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/// Reads a body to its end, which must come where it was declared. One thread.
final class BodyReader {
    private final ObjectBody body;

    /// A byte that was read to learn whether there is one.
    private final ByteBuffer ahead = ByteBuffer.allocate(1).limit(0);

    private final AtomicLong received = new AtomicLong();
    private long size;
    private boolean isEnded;

    BodyReader(ObjectBody body) {
        this.body = body;
    }

    /// The most bytes that come.
    long sizeMax() {
        return body.length();
    }

    /// Bytes handed out so far.
    long size() {
        return size;
    }

    /// Bytes that have come so far, those of a fill under way included; any thread.
    long received() {
        return received.get();
    }

    /// Fills the buffer as far as the body reaches.
    ///
    /// @return bytes put
    /// @throws StoreException INCOMPLETE_BODY when the body is shorter than it was declared
    int fill(ByteBuffer into) throws IOException, StoreException {
        int start = into.position();
        if (ahead.hasRemaining() && into.hasRemaining()) {
            into.put(ahead);
        }
        while (into.hasRemaining() && !isDone(into.position() - start)) {
            int came = body.read(into);
            isEnded = came < 0;
            received.lazySet(received.get() + Math.max(0, came));
        }
        int count = into.position() - start;
        size += count;
        if (isEnded && body.isLengthExact() && size < body.length()) {
            throw new StoreException(
                    StoreError.INCOMPLETE_BODY, "the body is shorter than it was declared");
        }
        return count;
    }

    private boolean isDone(int count) {
        return isEnded || (body.isLengthExact() && size + count >= body.length());
    }

    /// Whether all bytes were handed out.
    boolean isAtEnd() throws IOException, StoreException {
        if (body.isLengthExact()) {
            return size >= body.length();
        }
        if (!isEnded && !ahead.hasRemaining()) {
            isEnded = body.read(ahead.clear()) < 0;
            ahead.flip();
        }
        return isEnded && !ahead.hasRemaining();
    }

    /// Makes sure that nothing follows; lets the source verify trailers and signatures.
    void expectEnd() throws IOException, StoreException {
        boolean isLonger = !isEnded && body.read(ByteBuffer.allocate(1)) >= 0;
        if (isLonger || ahead.hasRemaining() || size > body.length()) {
            throw new StoreException(
                    StoreError.INCOMPLETE_BODY, "the body is longer than it was declared");
        }
    }
}
