package io.holdfast.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns Jetty's calls into exchanges: admission, constant headers, and a definite end for each.
/// Jetty calls it on a virtual thread for each request.
final class RequestAdapter extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(RequestAdapter.class);
    private static final byte[] PLAIN_ON_TLS =
            "This port speaks HTTPS: send the request with https://.\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final HttpOptions options;
    private final HttpHandler handler;
    private final boolean isTls;
    private final Semaphore admission;
    private final RequestIds ids;
    private final List<HttpField> constants;
    private volatile boolean isDraining;

    RequestAdapter(HttpOptions options, HttpHandler handler, boolean isTls, RequestIds ids) {
        this.options = options;
        this.handler = handler;
        this.isTls = isTls;
        this.ids = ids;
        this.admission = new Semaphore(options.requestsMax());
        this.constants =
                options.responseHeaders().entrySet().stream()
                        .<HttpField>map(e -> new PreEncodedHttpField(e.getKey(), e.getValue()))
                        .toList();
    }

    Semaphore admission() {
        return admission;
    }

    /// Fields of every answer.
    List<HttpField> constants() {
        return constants;
    }

    void startDraining() {
        isDraining = true;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        // Only pending reads and writes may time out, not a handler that waits for a drive.
        request.addIdleTimeoutListener(_ -> false);
        JettyExchange exchange =
                new JettyExchange(request, response, options, constants, ids.next());
        if (isDraining) {
            exchange.setHeader("Connection", "close");
        }
        boolean isAdmitted = admission.tryAcquire();
        boolean isWhole = false;
        try {
            isWhole = answer(exchange, isAdmitted);
        } finally {
            if (isAdmitted) {
                admission.release();
            }
            if (!isWhole) {
                exchange.releaseBody();
                callback.failed(new IOException("request failed"));
            }
        }
        if (isWhole) {
            callback.succeeded();
        }
        return true;
    }

    /// @return false when the connection must be cut
    private boolean answer(JettyExchange exchange, boolean isAdmitted) {
        try {
            if (isTls && !exchange.isSecure()) {
                exchange.setHeader("Content-Type", "text/plain");
                exchange.setHeader("Connection", "close");
                exchange.respond(400, ByteBuffer.wrap(PLAIN_ON_TLS));
            } else if (isAdmitted) {
                handler.handle(exchange);
            } else {
                handler.refuse(exchange);
            }
            if (!exchange.isCommitted()) {
                LOG.error("request {} was left unanswered", exchange.requestId());
                exchange.respond(500, ByteBuffer.allocate(0));
            }
            exchange.finish();
            exchange.settleBody();
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (CutException e) {
            LOG.debug("request {} is cut", exchange.requestId(), e);
            exchange.cut(e);
            return false;
        } catch (IOException e) {
            LOG.debug("request {} ended early", exchange.requestId(), e);
            return false;
        } catch (RuntimeException e) {
            LOG.error("request {} failed", exchange.requestId(), e);
            return fail(exchange);
        }
    }

    private boolean fail(JettyExchange exchange) {
        if (!exchange.reset()) {
            return false;
        }
        try {
            exchange.setHeader("Connection", "close");
            exchange.respond(500, ByteBuffer.allocate(0));
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException | RuntimeException e) {
            LOG.debug("request {} could not be refused", exchange.requestId(), e);
            return false;
        }
    }
}
