package io.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A listener whose handler judges what it is handed, and a client that judges what comes back.
final class ProbedListener implements HttpHandler {
    private static final int PATIENCE_MS = 30_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([1-5][0-9][0-9])[^\r\n]*");
    private static final Pattern LENGTH =
            Pattern.compile("(?i)\r\nContent-Length: ([0-9]{1,9})\r\n");
    private static final byte[] GOOD =
            "GET /good HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final HttpServer server;
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    ProbedListener() throws IOException {
        server = HttpAssembly.start(HttpOptions.plain("127.0.0.1", 0), this);
    }

    /// Sends the bytes and ends the request; whatever comes back are whole answers.
    void check(byte[] input) throws IOException {
        String answers = send(input);
        assertThat(faults.poll()).as("what the handler was handed").isNull();
        int at = 0;
        while (at < answers.length()) {
            at = skipAnswer(answers, at);
        }
    }

    boolean isAlive() throws IOException {
        return send(GOOD).contains("/good");
    }

    private String send(byte[] input) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.setSoLinger(true, 0);
            try {
                socket.getOutputStream().write(input);
                socket.shutdownOutput();
                socket.getInputStream().transferTo(all);
            } catch (SocketException _) {
                // Reset behind a refusal: what came before it is judged, as far as it came.
                return "";
            }
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /// @return index behind the answer
    private static int skipAnswer(String answers, int start) {
        int end = answers.indexOf("\r\n\r\n", start);
        assertThat(end).as("an answer without an end: %s", answers).isPositive();
        String head = answers.substring(start, end + 2);
        Matcher status = STATUS.matcher(head);
        assertThat(status.lookingAt()).as("no status line: %s", head).isTrue();
        int code = Integer.parseInt(status.group(1));
        assertThat(code).as(head).isNotEqualTo(500);
        Matcher length = LENGTH.matcher(head);
        if (code < 200 || head.contains("\r\nX-Method: HEAD\r\n")) {
            return end + 4;
        }
        assertThat(length.find()).as("no length: %s", head).isTrue();
        int bodyEnd = end + 4 + Integer.parseInt(length.group(1));
        boolean isWhole = bodyEnd <= answers.length();
        // A refusal of a HEAD has a length and no body.
        return isWhole ? bodyEnd : answers.length();
    }

    @Override
    public void handle(Exchange exchange) throws IOException, InterruptedException {
        judge(exchange);
        exchange.setHeader("X-Method", exchange.method());
        long bytes = 0;
        ByteBuffer some = ByteBuffer.allocate(512);
        try {
            for (int count; (count = exchange.read(some.clear())) >= 0; ) {
                bytes += count;
            }
            if (exchange.contentLength() >= 0 && bytes != exchange.contentLength()) {
                faults.add("a body of " + bytes + " bytes for " + exchange.contentLength());
            }
        } catch (BodyReadException e) {
            exchange.respond(400, text(String.valueOf(e.reason())));
            return;
        }
        exchange.respond(200, text(exchange.rawPath()));
    }

    private void judge(Exchange exchange) {
        boolean hasLength = exchange.header("content-length").isPresent();
        boolean hasCoding = exchange.header("transfer-encoding").isPresent();
        if (hasLength && hasCoding) {
            faults.add("both framings");
        }
        if (exchange.headers("host").size() > 1) {
            faults.add("two hosts");
        }
        String path = exchange.rawPath();
        if (path.chars().anyMatch(c -> c <= ' ')) {
            faults.add("a path with blanks: " + path);
        }
        exchange.eachHeader(
                (name, value) -> {
                    if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
                        faults.add("a field of the name " + name);
                    }
                    if (value.chars().anyMatch(c -> c == 0 || c == '\r' || c == '\n')) {
                        faults.add("a value with line ends: " + value);
                    }
                });
    }

    @Override
    public void refuse(Exchange exchange) throws IOException, InterruptedException {
        exchange.respond(503, text("full"));
    }

    private static ByteBuffer text(@Nullable String text) {
        return ByteBuffer.wrap(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
    }
}
