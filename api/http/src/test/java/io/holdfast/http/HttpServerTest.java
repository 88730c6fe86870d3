package io.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HttpServerTest {
    private final Echo echo = new Echo();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpAssembly.start(HttpOptions.plain("127.0.0.1", 0), echo);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void pathAndQueryArriveAsTheyWereSent() throws IOException {
        for (String target :
                new String[] {
                    "/b/a//../%2e%2E/./c;x=1?a=%2F&&b+c",
                    "//b//k?",
                    "/b/%5C?x",
                    "/%C3%A9%FF",
                    "/b/k;v=1/..;/x"
                }) {
            try (RawClient client = client()) {
                client.send("GET " + target + " HTTP/1.1\r\nHost: h.example:9\r\n\r\n");
                String head = client.head();
                String path = target.contains("?") ? target : target + "?";
                String expected = "GET " + path + " h.example:9 -";
                assertThat(head).as(target).startsWith("HTTP/1.1 200 ");
                assertThat(client.body(expected.length())).isEqualTo(expected);
            }
        }
    }

    @Test
    void fieldsAreUtf8OrWhatElseTheyCanBe() throws IOException {
        for (String sent : new String[] {"a\u00c3\u00a9b", "a\u00e9b"}) {
            try (RawClient client = client()) {
                client.send("GET / HTTP/1.1\r\nHost: h\r\nX-Meta: " + sent + "\r\n\r\n");
                assertThat(client.head()).contains("X-Meta: a\u00c3\u00a9b\r\n");
                assertThat(client.body(13)).endsWith(" a\u00c3\u00a9b");
            }
        }
    }

    @Test
    void expectationsThatNobodyKnowsArePassedOver() throws IOException {
        try (RawClient client = client()) {
            client.send(
                    "PUT /body HTTP/1.1\r\nHost: h\r\nExpect: 200\r\nContent-Length: 1\r\n\r\nx");
            assertThat(client.head()).startsWith("HTTP/1.1 200 ");
            assertThat(client.body(3)).isEqualTo("1:x");
        }
    }

    @Test
    void answersCarryTheConstantFields() throws IOException {
        try (RawClient client = client()) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.head())
                    .contains("Server: Holdfast\r\n")
                    .contains("Date: ")
                    .doesNotContainIgnoringCase("jetty");
        }
    }

    @Test
    void headSendsTheLengthAndNoBytes() throws IOException {
        try (RawClient client = client()) {
            client.send("HEAD /large HTTP/1.1\r\nHost: h\r\n\r\n");
            client.send("GET /stream HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            assertThat(client.head()).contains("Content-Length: 67108864\r\n");
        }
    }

    @Test
    void answersOfUnknownLengthAreChunked() throws IOException {
        try (RawClient client = client()) {
            client.send("GET /stream HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.head()).contains("Transfer-Encoding: chunked");
            String body = "4\r\none,\r\n3\r\ntwo\r\n0\r\n\r\n";
            assertThat(client.body(body.length())).isEqualTo(body);
        }
    }

    @Test
    void bodiesAreReadWithLengthAndInChunks() throws IOException {
        try (RawClient client = client()) {
            client.send("PUT /body HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\nhello world");
            assertThat(client.head()).startsWith("HTTP/1.1 200 ");
            assertThat(client.body(14)).isEqualTo("11:hello world");
            client.send("PUT /body HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.send("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n");
            client.head();
            assertThat(client.body(14)).isEqualTo("-1:hello world");
        }
    }

    @Test
    void continueIsSentOnlyWhenTheBodyIsRead() throws IOException {
        String request =
                " HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
        try (RawClient client = client()) {
            client.send("PUT /body" + request);
            assertThat(client.head()).startsWith("HTTP/1.1 100 ");
            client.send("hello");
            assertThat(client.head()).startsWith("HTTP/1.1 200 ");
        }
        try (RawClient client = client()) {
            client.send("PUT /ignore" + request);
            assertThat(client.untilClosed()).startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void smallUnreadBodyKeepsTheConnection() throws IOException {
        try (RawClient client = client()) {
            client.send("PUT /ignore HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 403 ");
            client.send("hello");
            client.send("GET /x HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void largeUnreadBodyClosesTheConnection() throws IOException {
        try (RawClient client = client()) {
            client.send("PUT /ignore HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999\r\n\r\n");
            String head = client.head();
            assertThat(head).startsWith("HTTP/1.1 403 ").contains("Connection: close");
            byte[] some = new byte[1 << 16];
            for (int i = 0; i < 17; i++) {
                client.send(new String(some, java.nio.charset.StandardCharsets.ISO_8859_1));
            }
            assertThat(client.untilClosed()).isEmpty();
        }
    }

    @Test
    void shortBodyIsAFault() throws Exception {
        try (RawClient client = client()) {
            client.send("PUT /body HTTP/1.1\r\nHost: h\r\nContent-Length: 50\r\n\r\nhello");
            client.endOfRequest();
            client.untilClosed();
        }
        assertThat(echo.broken.poll(10, TimeUnit.SECONDS))
                .isEqualTo(BodyReadException.Reason.DISCONNECTED);
    }

    @Test
    void brokenChunkingIsAFault() throws Exception {
        try (RawClient client = client()) {
            client.send(
                    "PUT /body HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n");
            client.untilClosed();
        }
        assertThat(echo.broken.poll(10, TimeUnit.SECONDS))
                .isEqualTo(BodyReadException.Reason.MALFORMED);
    }

    @Test
    void crashAndSilenceAreAnsweredAs500() throws IOException {
        for (String path : new String[] {"/crash", "/nothing"}) {
            try (RawClient client = client()) {
                client.send("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
                assertThat(client.untilClosed())
                        .startsWith("HTTP/1.1 500 ")
                        .doesNotContain("planted");
            }
        }
    }

    @Test
    void answerCanBeChangedUntilItsFirstByte() throws IOException {
        try (RawClient client = client()) {
            client.send("GET /late HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.head())
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Server: Holdfast")
                    .contains("Content-Length: 4")
                    .doesNotContain("ETag");
            assertThat(client.body(4)).isEqualTo("late");
        }
    }

    @Test
    void answerThatStopsShortCutsTheConnection() throws IOException {
        try (RawClient client = client()) {
            client.send("GET /short HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.untilClosed()).endsWith("four");
        }
    }

    @Test
    void handlerMayCutTheConnectionAtAnyTime() throws IOException {
        try (RawClient client = client()) {
            client.send("GET /cut HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.untilClosed()).isEmpty();
        }
        try (RawClient client = client()) {
            client.send("GET /cut/late HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.untilClosed()).endsWith("four");
        }
    }

    private RawClient client() throws IOException {
        return new RawClient(server.port());
    }
}
