package io.holdfast.embedded;

import io.holdfast.http.Exchange;
import io.holdfast.http.Flaw;
import io.holdfast.http.HttpHandler;
import io.holdfast.http.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stands before the API and does to the next requests what a test asked for, in the order in which
/// it was asked. Any thread.
final class Door {
    /// What happens to one request.
    sealed interface Trouble {
        record Refusing(int status, String code) implements Trouble {}

        record Delaying(long ms) implements Trouble {}

        record Cutting() implements Trouble {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private final ConcurrentLinkedDeque<Trouble> pending = new ConcurrentLinkedDeque<>();
    private volatile long latencyMs;

    /// Each of the next requests meets one; more are queued behind those that wait.
    void add(int count, Trouble trouble) {
        for (int i = 0; i < count; i++) {
            pending.add(trouble);
        }
    }

    void setLatencyMs(long ms) {
        latencyMs = ms;
    }

    void calm() {
        pending.clear();
        latencyMs = 0;
    }

    /// The handler behind this door.
    HttpHandler before(HttpHandler inner) {
        return new HttpHandler() {
            @Override
            public void handle(Exchange exchange) throws IOException, InterruptedException {
                pass(exchange, inner);
            }

            @Override
            public void refuse(Exchange exchange) throws IOException, InterruptedException {
                inner.refuse(exchange);
            }

            @Override
            public Refusal refusal(Flaw flaw, String requestId) {
                return inner.refusal(flaw, requestId);
            }
        };
    }

    private void pass(Exchange exchange, HttpHandler inner)
            throws IOException, InterruptedException {
        if (latencyMs > 0) {
            Thread.sleep(latencyMs);
        }
        Optional<Trouble> trouble = Optional.ofNullable(pending.poll());
        if (trouble.isEmpty()) {
            inner.handle(exchange);
            return;
        }
        switch (trouble.get()) {
            case Trouble.Refusing refusing -> refuse(exchange, refusing);
            case Trouble.Delaying(long ms) -> {
                Thread.sleep(ms);
                inner.handle(exchange);
            }
            case Trouble.Cutting _ -> {
                try {
                    inner.handle(new CutExchange(exchange));
                } catch (IOException e) {
                    LOG.debug("request {} met the cut", exchange.requestId(), e);
                }
                throw CutExchange.cut(); // also where the API has made something else of it
            }
        }
    }

    private static void refuse(Exchange exchange, Trouble.Refusing refusing)
            throws IOException, InterruptedException {
        String text =
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <Error><Code>%s</Code><Message>Refused by a test.</Message><RequestId>%s</RequestId></Error>
                """
                        .formatted(refusing.code, exchange.requestId());
        exchange.setHeader("x-amz-request-id", exchange.requestId());
        exchange.setHeader("Content-Type", "application/xml");
        exchange.respond(refusing.status, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
