package io.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Framing that two servers could read differently is refused [RFC 9112 §11.2].
final class SmugglingTest {
    private static final String NEXT = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n",
                "Content-Length: 5, 6\r\n",
                "Content-Length: +5\r\n",
                "Content-Length: 0x5\r\n",
                "Content-Length : 5\r\n",
                "Content-Length: -5\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Transfer-Encoding: identity, chunked, identity\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding : chunked\r\n",
                "X-Folded: a\r\n b\r\nContent-Length: 5\r\n",
                "X-Bare: a\nContent-Length: 5\r\n",
                "X-Nul: a\0b\r\nContent-Length: 5\r\n",
                "X Space: a\r\nContent-Length: 5\r\n",
                "Host: other\r\n"
            })
    void ambiguousFramingIsRefusedAndTheConnectionClosed(String fields) throws IOException {
        try (HttpServer server = HttpAssembly.start(HttpOptions.plain("127.0.0.1", 0), new Echo());
                RawClient client = new RawClient(server.port())) {
            client.send("PUT /body HTTP/1.1\r\nHost: h\r\n" + fields + "\r\nhello" + NEXT);
            assertThat(client.untilClosed())
                    .satisfiesAnyOf(
                            answer -> assertThat(answer).startsWith("HTTP/1.1 400 "),
                            answer -> assertThat(answer).startsWith("HTTP/1.1 501 "),
                            answer -> assertThat(answer).isEmpty())
                    .doesNotContain("smuggled");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5;ext=1\r\nhello\r\n0\r\n\r\n",
                "5;\r\nhello\r\n0\r\n\r\n",
                "5 \r\nhello\r\n0\r\n\r\n",
                "5\r\nhello\r\n0;ext\r\n\r\n",
                "5\nhello\n0\n\n",
                "0x5\r\nhello\r\n0\r\n\r\n",
                "5\r\nhelloX\r\n0\r\n\r\n"
            })
    void brokenOrExtendedChunksAreRefusedAndTheConnectionClosed(String body) throws IOException {
        try (HttpServer server = HttpAssembly.start(HttpOptions.plain("127.0.0.1", 0), new Echo());
                RawClient client = new RawClient(server.port())) {
            client.send(
                    "PUT /body HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + body
                            + NEXT);
            assertThat(client.untilClosed()).doesNotContain(" 200 ").doesNotContain("smuggled");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\nHost: h\n\n",
                "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/3.9\r\nHost: h\r\n\r\n",
                "G(T / HTTP/1.1\r\nHost: h\r\n\r\n"
            })
    void malformedRequestLinesAreRefused(String request) throws IOException {
        try (HttpServer server = HttpAssembly.start(HttpOptions.plain("127.0.0.1", 0), new Echo());
                RawClient client = new RawClient(server.port())) {
            client.send(request + NEXT);
            assertThat(client.untilClosed()).doesNotContain(" 200 ").doesNotContain("smuggled");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {60_000, 200_000})
    void oversizedHeadersAreRefused(int bytes) throws IOException {
        try (HttpServer server = HttpAssembly.start(HttpOptions.plain("127.0.0.1", 0), new Echo());
                RawClient client = new RawClient(server.port())) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\nX-Long: " + "x".repeat(bytes));
            assertThat(client.untilClosed()).startsWith("HTTP/1.1 431 ");
        }
    }
}
