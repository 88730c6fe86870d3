package io.holdfast.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/// A handler whose behaviour follows the path.
final class Echo implements HttpHandler {
    final BlockingQueue<BodyReadException.Reason> broken = new LinkedBlockingQueue<>();
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);

    @Override
    public void handle(Exchange exchange) throws IOException, InterruptedException {
        switch (exchange.rawPath()) {
            case "/ignore" -> exchange.respond(403, ByteBuffer.allocate(0));
            case "/nothing" -> {
                // leaves the request unanswered
            }
            case "/cut" -> throw new CutException("planted");
            case "/cut/late" -> {
                exchange.start(200, 10);
                exchange.write(text("four"));
                throw new CutException("planted");
            }
            case "/crash" -> throw new IllegalStateException("planted");
            case "/hold" -> {
                entered.countDown();
                release.await();
                exchange.respond(200, text("held"));
            }
            case "/late" -> {
                exchange.setHeader("ETag", "x");
                exchange.start(200, 10);
                boolean isInTime = exchange.reset();
                exchange.respond(isInTime ? 503 : 500, text("late"));
            }
            case "/stream" -> {
                exchange.start(200, -1);
                exchange.write(text("one,"));
                exchange.write(text("two"));
                exchange.finish();
            }
            case "/short" -> {
                exchange.start(200, 10);
                exchange.write(text("four"));
            }
            case "/large" -> {
                ByteBuffer zeros = ByteBuffer.allocate(1 << 20);
                exchange.start(200, 64L << 20);
                for (int i = 0; i < 64; i++) {
                    exchange.write(zeros.duplicate());
                }
            }
            case "/body" -> exchange.respond(200, text(body(exchange)));
            default -> {
                exchange.header("x-meta").ifPresent(value -> exchange.setHeader("X-Meta", value));
                exchange.respond(
                        200,
                        text(
                                exchange.method()
                                        + " "
                                        + exchange.rawPath()
                                        + "?"
                                        + exchange.rawQuery()
                                        + " "
                                        + exchange.host()
                                        + " "
                                        + exchange.header("x-meta").orElse("-")));
            }
        }
    }

    @Override
    public void refuse(Exchange exchange) throws IOException, InterruptedException {
        exchange.respond(503, text("slow down"));
    }

    private String body(Exchange exchange) throws IOException {
        StringBuilder all = new StringBuilder();
        ByteBuffer some = ByteBuffer.allocate(7);
        try {
            while (exchange.read(some) >= 0) {
                some.flip();
                all.append(StandardCharsets.UTF_8.decode(some));
                some.clear();
            }
        } catch (BodyReadException e) {
            broken.add(e.reason());
            throw e;
        }
        return exchange.contentLength() + ":" + all;
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
