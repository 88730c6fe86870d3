package io.holdfast.http;

import io.holdfast.base.Pending;
import io.holdfast.http.BodyReadException.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Jetty's chunks as a blocking pull with one copy. One thread.
final class RequestBody {
    // A client that was refused may have sent the rest already; it is not waited for.
    private static final long DRAIN_GRACE_MS = 500;
    private static final long DRAIN_BYTES_PER_SECOND = 16 << 20;

    // Closing while the client still sends makes its system drop the answer unread
    // [RFC 9112 §9.6]; slower than this, or longer, it is not worth the connection.
    private static final long LINGER_NS = 10_000_000_000L;
    private static final long LINGER_BYTES_PER_SECOND = 1 << 20;

    private final Request request;
    private Pace pace;
    private Content.@Nullable Chunk current;
    private boolean isAtEnd;
    private boolean isBroken;
    private boolean isTouched;
    private long consumed;

    RequestBody(Request request, Pace pace) {
        this.request = request;
        this.pace = pace;
        this.isAtEnd = request.getLength() == 0;
    }

    int read(ByteBuffer into) throws IOException {
        while (true) {
            Content.Chunk chunk = current;
            if (chunk == null) {
                if (isAtEnd) {
                    return -1;
                }
                chunk = nextChunk();
            }
            ByteBuffer from = chunk.getByteBuffer();
            int count = Math.min(from.remaining(), into.remaining());
            into.put(into.position(), from, from.position(), count);
            into.position(into.position() + count);
            from.position(from.position() + count);
            current = chunk;
            if (!from.hasRemaining()) {
                isAtEnd |= chunk.isLast();
                release();
            }
            if (count > 0) {
                consumed += count;
                return count;
            }
        }
    }

    boolean isAtEnd() {
        return isAtEnd && current == null;
    }

    /// Whether some of it was asked for, so that the client was told to go on.
    boolean isTouched() {
        return isTouched;
    }

    boolean isBroken() {
        return isBroken;
    }

    long consumed() {
        return consumed;
    }

    void release() {
        if (current != null) {
            current.release();
            current = null;
        }
    }

    /// Reads and forgets what is left, so that the connection can be used again.
    ///
    /// @return false when more than the limit is left, or it does not arrive
    boolean drain(int bytesMax) {
        pace = new Pace(DRAIN_GRACE_MS, DRAIN_BYTES_PER_SECOND);
        return discard(bytesMax, Long.MAX_VALUE);
    }

    /// Before the connection is closed: takes off the client what it is still sending, so that it
    /// gets to read the answer. Ends when the client pauses, and in any case after some seconds.
    void linger() {
        pace = new Pace(DRAIN_GRACE_MS, LINGER_BYTES_PER_SECOND);
        discard(Long.MAX_VALUE, LINGER_NS);
    }

    private boolean discard(long bytesMax, long timeMaxNs) {
        ByteBuffer sink = ByteBuffer.allocate(8 << 10);
        long startNs = System.nanoTime();
        long left = bytesMax;
        try {
            while (left > 0 && System.nanoTime() - startNs < timeMaxNs) {
                sink.clear();
                int count = read(sink);
                if (count < 0) {
                    return true;
                }
                left -= count;
            }
        } catch (IOException _) {
            return false;
        }
        return isAtEnd();
    }

    private Content.Chunk nextChunk() throws IOException {
        isTouched = true;
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                awaitContent();
                continue;
            }
            if (Content.Chunk.isFailure(chunk)) {
                isBroken = true;
                isAtEnd = true;
                throw translate(chunk.getFailure());
            }
            pace.moved(chunk.remaining());
            return chunk;
        }
    }

    private void awaitContent() throws IOException {
        Pending<Boolean> arrived = new Pending<>();
        request.demand(() -> arrived.complete(true));
        long start = System.nanoTime();
        Optional<Boolean> outcome;
        try {
            outcome = arrived.await(Math.max(0, pace.leftNs()));
        } catch (InterruptedException _) {
            isBroken = true;
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading a request body");
        }
        pace.waited(System.nanoTime() - start);
        if (outcome.isEmpty()) {
            isBroken = true;
            isAtEnd = true;
            throw new BodyReadException(
                    Reason.TOO_SLOW, new TimeoutException("below minimum rate"));
        }
    }

    private BodyReadException translate(Throwable cause) {
        return switch (cause) {
            case TimeoutException _ -> new BodyReadException(Reason.TOO_SLOW, cause);
            // With a known length the only malformation is its early end.
            case Throwable broken when broken instanceof HttpException && request.getLength() < 0 ->
                    new BodyReadException(Reason.MALFORMED, broken);
            default -> new BodyReadException(Reason.DISCONNECTED, cause);
        };
    }
}
