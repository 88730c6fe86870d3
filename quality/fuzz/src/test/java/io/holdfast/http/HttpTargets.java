package io.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.fuzz.FuzzTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// Bytes on a connection, against the listener itself: request line, fields and framing.
public final class HttpTargets {
    private HttpTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget(
                        "connection",
                        Stream.of(
                                        "GET /a%20b?c=d HTTP/1.1\r\nHost: h\r\nX-A: b\r\n\r\n",
                                        "PUT /k HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhelloGET / HTTP/1.1\r\nHost: h\r\n\r\n",
                                        "PUT /k HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nA: b\r\n\r\n",
                                        "PUT /k HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nab",
                                        "HEAD /k HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
                                        "PUT /k HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                                        "GET http://h/k HTTP/1.1\r\nHost: h\r\n\r\n",
                                        "OPTIONS * HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n",
                                        "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n",
                                        "GET /a\\b HTTP/1.1\r\nHost: h\r\n\r\n",
                                        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
                                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                                .toList(),
                        input -> Holder.LISTENER.check(input)));
    }

    /// Started by the first use, and never stopped: it ends with the process.
    private static final class Holder {
        static final ProbedListener LISTENER = start();

        private Holder() {}

        private static ProbedListener start() {
            try {
                ProbedListener listener = new ProbedListener();
                assertThat(listener.isAlive()).isTrue();
                return listener;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
