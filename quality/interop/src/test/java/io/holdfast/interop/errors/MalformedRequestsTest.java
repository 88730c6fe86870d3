package io.holdfast.interop.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.Answer;
import io.holdfast.interop.Endpoint;
import io.holdfast.interop.HandSigned;
import io.holdfast.interop.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that are no HTTP, or could be read in two ways, or are too much.
final class MalformedRequestsTest extends ErrorSuite {
    private static final Charset US = StandardCharsets.US_ASCII;
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";

    MalformedRequestsTest(Endpoint endpoint) {
        super(endpoint);
    }

    private Answer raw(String text) throws IOException {
        return Wire.send(endpoint, text);
    }

    @Test
    void everyTruncationOfARequestIsHarmless() throws IOException {
        HandSigned request = request("PUT", "cut").header("content-length", "5").v4();
        String whole = request.head() + "hello";
        for (int end = 0; end < whole.length(); end += 7) {
            assertThat(raw(whole.substring(0, end)).status()).isIn(0, 400, 408);
        }
        assertMissing("cut");
        raw(whole).assertOk();
    }

    /// A client that says nothing and stays keeps nobody else waiting.
    @Test
    void silentConnectionsAreHarmless() throws IOException {
        Socket[] silent = new Socket[200];
        try {
            for (int i = 0; i < silent.length; i++) {
                silent[i] = Wire.open(endpoint);
                silent[i].getOutputStream().write("PUT /x HTTP/1.1\r\nHo".getBytes(US));
            }
            assertThat(get("anchor")).hasSize(300_000);
        } finally {
            for (Socket socket : silent) {
                if (socket != null) {
                    socket.close();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 5, 5",
                "Content-Length: +5",
                "Content-Length: 0x5",
                "Content-Length: -5",
                "Content-Length: 99999999999999999999",
                "Content-Length : 5",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: identity, chunked, identity",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding:\u000bchunked",
                "X-Folded: a\r\n b\r\nContent-Length: 5",
                "X-Folded: a\r\n\tb\r\nContent-Length: 5",
                "X-Bare: a\nContent-Length: 5",
                "X-Return: a\rContent-Length: 5",
                "X-Nul: a\0b\r\nContent-Length: 5",
                "X Space: a\r\nContent-Length: 5",
                ": a\r\nContent-Length: 5",
                "Host: other"
            })
    void ambiguousFramingIsRefusedAndTheConnectionClosed(String fields) throws IOException {
        Answer answer =
                raw(
                        "PUT /%s/smuggling HTTP/1.1\r\nHost: h\r\n%s\r\n\r\nhello"
                                        .formatted(bucket, fields)
                                + SMUGGLED);
        assertRefusedAndClosed(answer);
    }

    private static void assertRefusedAndClosed(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isIn(400, 501);
        assertThat(answer.code()).isIn("BadRequest", "NotImplemented");
        assertThat(answer.text()).contains("Connection: close").doesNotContain("smuggled");
        assertThat(answer.text().split("HTTP/1\\.1 ", -1)).hasSize(2);
    }

    @Test
    void chunksOfHttpAreNoLength() throws IOException {
        HandSigned request =
                request("PUT", "chunked")
                        .payload("UNSIGNED-PAYLOAD")
                        .header("transfer-encoding", "chunked");
        raw(request.v4().head() + "5\r\nhello\r\n0\r\n\r\n").assertRefusal(501, "NotImplemented");
        assertMissing("chunked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5;ext=1\r\nhello\r\n0\r\n\r\n",
                "5 \r\nhello\r\n0\r\n\r\n",
                "5\nhello\n0\n\n",
                "0x5\r\nhello\r\n0\r\n\r\n",
                "-5\r\nhello\r\n0\r\n\r\n",
                "fffffffffffffffff\r\nhello\r\n0\r\n\r\n",
                "5\r\nhelloX\r\n0\r\n\r\n"
            })
    void brokenOrExtendedChunksAreRefused(String body) throws IOException {
        HandSigned request =
                request("PUT", "smuggling")
                        .payload("STREAMING-UNSIGNED-PAYLOAD-TRAILER")
                        .header("x-amz-decoded-content-length", "5")
                        .header("transfer-encoding", "chunked")
                        .v4();
        Answer answer = raw(request.head() + body + SMUGGLED);
        answer.assertRefusal(400, "IncompleteBody");
        assertThat(answer.text()).contains("Connection: close").doesNotContain("smuggled");
        assertMissing("smuggling");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\nHost: h\n\n",
                "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET /\r\nHost: h\r\n\r\n",
                "G(T / HTTP/1.1\r\nHost: h\r\n\r\n",
                " GET / HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET\t/ HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET a HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET / HTTP/1.1 x\r\nHost: h\r\n\r\n",
                "\0\0\0\0\r\n\r\n",
                "\u0016\u0003\u0001\0\u00a5\u0001\0\0\u00a1\u0003\u0003"
            })
    void malformedRequestLineIsRefused(String request) throws IOException {
        Answer answer = raw(request + SMUGGLED);
        assertThat(answer.status()).as(answer.text()).isIn(400, 505);
        assertThat(answer.code())
                .as(answer.text())
                .isIn("BadRequest", "InvalidURI", "HttpVersionNotSupported");
        assertThat(answer.text()).doesNotContain("smuggled");
    }

    @Test
    void unknownVersionIsNamed() throws IOException {
        assertThat(raw("GET / HTTP/3.9\r\nHost: h\r\n\r\n").status()).isIn(400, 505);
    }

    /// What no URI can hold gets the protocol's own error, not a bare status.
    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%", "%2", "a%4", "%u0041", "%c3%28", "%ff"})
    void pathThatIsNoUriIsNamed(String key) throws IOException {
        for (String method : new String[] {"GET", "PUT", "DELETE"}) {
            raw("%s /%s/%s HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n"
                            .formatted(method, bucket, key))
                    .assertRefusal(400, "InvalidURI");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefix=%zz", "%=a", "prefix=%ff", "max-keys=1&%c3%28=x"})
    void queryThatIsBrokenIsNamed(String query) throws IOException {
        raw("GET /%s?%s HTTP/1.1\r\nHost: h\r\n\r\n".formatted(bucket, query))
                .assertRefusal(400, "BadRequest");
    }

    @ParameterizedTest
    @CsvSource({
        "max-keys=-1, InvalidArgument",
        "max-keys=x, InvalidArgument",
        "max-keys=99999999999, InvalidArgument",
        "list-type=2&continuation-token=%3F, InvalidArgument",
        "encoding-type=zip, InvalidArgument",
        "prefix=a%2F..%2Fb, XMinioInvalidResourceName"
    })
    void argumentThatIsNoneIsNamed(String query, String code) throws IOException {
        HandSigned request = onBucket("GET");
        for (String part : query.split("&", -1)) {
            String[] both = part.split("=", 2);
            request.query(both[0], both[1]);
        }
        send(request.v4()).assertRefusal(400, code);
    }

    @Test
    void floodOfHeadersIsRefused() throws IOException {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            fields.append("X-Flood-").append(i).append(": ").append("f".repeat(100)).append("\r\n");
        }
        Answer answer = raw("GET / HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n");
        answer.assertRefusal(431, "RequestHeaderSectionTooLarge");
        HandSigned one = request("PUT", "flood").header("content-length", "0");
        one.header("x-amz-meta-a", "f".repeat(2100));
        send(one.v4()).assertRefusal(400, "MetadataTooLarge");
        HandSigned other = request("PUT", "flood").header("content-length", "0");
        other.header("x-other", "f".repeat(9000));
        send(other.v4()).assertRefusal(400, "MetadataTooLarge");
        assertMissing("flood");
    }

    @Test
    void endlessHeaderIsCut() throws IOException {
        try (Socket socket = Wire.open(endpoint)) {
            OutputStream out = socket.getOutputStream();
            out.write("GET / HTTP/1.1\r\nHost: h\r\nX: ".getBytes(US));
            byte[] more = "f".repeat(1 << 16).getBytes(US);
            boolean isCut = false;
            // Far more than any buffer on the way holds.
            for (int i = 0; i < 1000 && !isCut; i++) {
                try {
                    out.write(more);
                } catch (IOException e) {
                    isCut = true;
                }
            }
            assertThat(isCut).isTrue();
        }
    }

    @Test
    void floodOfParametersIsRefused() throws IOException {
        raw("GET /%s?%s HTTP/1.1\r\nHost: h\r\n\r\n".formatted(bucket, "a=b&".repeat(300)))
                .assertRefusal(400, "BadRequest");
        raw("GET /%s?a=%s HTTP/1.1\r\nHost: h\r\n\r\n".formatted(bucket, "b".repeat(60_000)))
                .assertRefusal(414, "InvalidURI");
        raw("GET /%s HTTP/1.1\r\nHost: h\r\n\r\n".formatted("p".repeat(33_000)))
                .assertRefusal(400, "XMinioInvalidResourceName");
    }

    @Test
    void lineEndsInAnAnswersFieldAreNotSent() throws IOException {
        put("injected", new byte[] {1});
        HandSigned request =
                request("GET", "injected")
                        .query("response-content-type", "a%0D%0AX-Injected%3A%20b");
        Answer answer = send(request.v4());
        assertThat(answer.text()).doesNotContain("\r\nX-Injected");
        assertThat(answer.status()).isIn(200, 400);
    }

    @Test
    void methodThatDoesNotExistIsRefused() throws IOException {
        for (String method : new String[] {"TRACE", "PATCH", "PROPFIND", "BREW"}) {
            Answer answer = send(request(method, "anchor").v4());
            assertThat(answer.status()).as(answer.text()).isIn(403, 405, 501);
            assertThat(answer.code()).isNotEmpty();
        }
    }
}
