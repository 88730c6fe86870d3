package io.holdfast.benchmarks.trial;

import io.holdfast.http.Exchange;
import io.holdfast.http.HttpAssembly;
import io.holdfast.http.HttpHandler;
import io.holdfast.http.HttpOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What is left of a server without S3 and without drives: the project's listener and a handler
/// that swallows what is put, and answers a GET from memory with as many bytes as the last PUT had.
public final class NullServer implements HttpHandler {
    private static final int BUFFER_BYTES = 32 << 10;
    private static final int PIECE_BYTES = 1 << 20;

    private final Queue<ByteBuffer> buffers = new ConcurrentLinkedQueue<>();
    private final ByteBuffer content = ByteBuffer.allocateDirect(PIECE_BYTES);
    private volatile long lastBytes;

    private NullServer() {}

    /// Takes the command line of a server; the drives are ignored.
    public static void main(String[] args) throws IOException, InterruptedException {
        String address = args[List.of(args).indexOf("--address") + 1];
        int colon = address.lastIndexOf(':');
        HttpAssembly.start(
                HttpOptions.plain(
                        address.substring(0, colon),
                        Integer.parseInt(address, colon + 1, address.length(), 10)),
                new NullServer());
        Thread.currentThread().join();
    }

    @Override
    public void handle(Exchange exchange) throws IOException, InterruptedException {
        if (exchange.method().equals("PUT")) {
            swallow(exchange);
            exchange.respond(200, ByteBuffer.allocate(0));
        } else {
            answer(exchange, exchange.rawPath().equals("/") ? 0 : lastBytes);
        }
    }

    private void swallow(Exchange exchange) throws IOException {
        ByteBuffer pooled = buffers.poll();
        ByteBuffer buffer = pooled == null ? ByteBuffer.allocateDirect(BUFFER_BYTES) : pooled;
        long total = 0;
        for (int count = 0; count >= 0; count = exchange.read(buffer.clear())) {
            total += count;
        }
        buffers.add(buffer);
        lastBytes = total;
    }

    private void answer(Exchange exchange, long bytes) throws IOException, InterruptedException {
        if (bytes <= PIECE_BYTES) {
            exchange.respond(200, content.slice(0, (int) bytes));
            return;
        }
        exchange.start(200, bytes);
        for (long left = bytes; left > 0; left -= PIECE_BYTES) {
            exchange.write(content.slice(0, (int) Math.min(left, PIECE_BYTES)));
        }
    }

    @Override
    public void refuse(Exchange exchange) throws IOException, InterruptedException {
        exchange.respond(503, ByteBuffer.allocate(0));
    }
}
