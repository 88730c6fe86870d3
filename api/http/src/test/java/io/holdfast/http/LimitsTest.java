package io.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LimitsTest {
    private static final String HOLD = "GET /hold HTTP/1.1\r\nHost: h\r\n\r\n";

    private final Echo echo = new Echo();

    @Test
    void oneRequestTooManyIsRefusedAtOnce() throws Exception {
        HttpOptions options = HttpOptions.plain("127.0.0.1", 0).withLimits(1, 30_000, 0);
        try (HttpServer server = HttpAssembly.start(options, echo);
                RawClient first = new RawClient(server.port());
                RawClient second = new RawClient(server.port())) {
            first.send(HOLD);
            assertThat(echo.entered.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(server.requestsInFlight()).isEqualTo(1);
            second.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(second.head()).startsWith("HTTP/1.1 503 ");
            assertThat(second.body(9)).isEqualTo("slow down");
            echo.release.countDown();
            assertThat(first.head()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void drainWaitsForRequestsInFlightAndTakesNoNewOnes() throws Exception {
        HttpServer server = HttpAssembly.start(HttpOptions.plain("127.0.0.1", 0), echo);
        int port = server.port();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
                RawClient client = new RawClient(port)) {
            client.send(HOLD);
            assertThat(echo.entered.await(10, TimeUnit.SECONDS)).isTrue();
            Future<Boolean> drained = executor.submit(() -> server.drain(10_000));
            while (isAccepting(port)) {
                Thread.onSpinWait();
            }
            echo.release.countDown();
            assertThat(client.head()).startsWith("HTTP/1.1 200 ");
            assertThat(drained.get()).isTrue();
        }
    }

    @Test
    void drainCutsWhatIsLeftAtItsDeadline() throws Exception {
        HttpServer server = HttpAssembly.start(HttpOptions.plain("127.0.0.1", 0), echo);
        try (RawClient client = new RawClient(server.port())) {
            client.send(HOLD);
            assertThat(echo.entered.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(server.drain(1)).isFalse();
            assertThat(client.untilClosed()).isEmpty();
        }
        echo.release.countDown();
    }

    /// Closing earlier, the client's system would drop the answer with the connection.
    @Test
    void clientThatGoesOnSendingReadsTheRefusal() throws Exception {
        try (HttpServer server = HttpAssembly.start(HttpOptions.plain("127.0.0.1", 0), echo);
                RawClient client = new RawClient(server.port())) {
            String piece = "x".repeat(1 << 20);
            client.send("PUT /ignore HTTP/1.1\r\nHost: h\r\nContent-Length: " + (32 << 20));
            client.send("\r\n\r\n");
            for (int sent = 0; sent < 32; sent++) {
                client.send(piece);
            }
            assertThat(client.head())
                    .startsWith("HTTP/1.1 403 ")
                    .containsIgnoringCase("connection: close");
        }
    }

    @Test
    void silentSenderIsCut() throws Exception {
        HttpOptions options = HttpOptions.plain("127.0.0.1", 0).withLimits(10, 200, 1024);
        try (HttpServer server = HttpAssembly.start(options, echo);
                RawClient client = new RawClient(server.port())) {
            client.send("PUT /body HTTP/1.1\r\nHost: h\r\nContent-Length: 50\r\n\r\nhello");
            client.untilClosed();
            assertThat(echo.broken.poll(10, TimeUnit.SECONDS))
                    .isEqualTo(BodyReadException.Reason.TOO_SLOW);
        }
    }

    @Test
    void drippingSenderIsCutThoughNeverIdle() throws Exception {
        HttpOptions options = HttpOptions.plain("127.0.0.1", 0).withLimits(10, 300, 1 << 20);
        try (HttpServer server = HttpAssembly.start(options, echo);
                RawClient client = new RawClient(server.port())) {
            client.send("PUT /body HTTP/1.1\r\nHost: h\r\nContent-Length: 500000\r\n\r\n");
            BodyReadException.Reason reason = null;
            while (reason == null) {
                try {
                    client.send("x");
                } catch (IOException e) {
                    // the server may close before the reason is seen
                }
                reason = echo.broken.poll(50, TimeUnit.MILLISECONDS);
            }
            assertThat(reason).isEqualTo(BodyReadException.Reason.TOO_SLOW);
        }
    }

    @Test
    void clientThatDoesNotReadIsCut() throws Exception {
        HttpOptions options = HttpOptions.plain("127.0.0.1", 0).withLimits(10, 300, 1 << 30);
        try (HttpServer server = HttpAssembly.start(options, echo);
                RawClient client = new RawClient(server.port())) {
            client.send("GET /large HTTP/1.1\r\nHost: h\r\n\r\n");
            while (server.requestsInFlight() == 0) {
                Thread.onSpinWait();
            }
            while (server.requestsInFlight() > 0) {
                Thread.onSpinWait();
            }
            assertThat(client.untilClosed().length()).isLessThan(64 << 20);
        }
    }

    @Test
    void furtherConnectionsWaitUntilIdleOnesHaveMadeRoom() throws Exception {
        String request = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
        HttpOptions options = HttpOptions.plain("127.0.0.1", 0).withConnectionsMax(3);
        try (HttpServer server = HttpAssembly.start(options, echo);
                RawClient idle = new RawClient(server.port());
                RawClient busy = new RawClient(server.port())) {
            assertThat(idle.send(request).head()).startsWith("HTTP/1.1 200 ");
            busy.send(HOLD);
            assertThat(echo.entered.await(10, TimeUnit.SECONDS)).isTrue();
            try (RawClient last = new RawClient(server.port());
                    RawClient waiting = new RawClient(server.port())) {
                assertThat(last.send(request).head()).startsWith("HTTP/1.1 200 ");
                assertThat(waiting.send(request).head()).startsWith("HTTP/1.1 200 ");
                idle.untilClosed();
                echo.release.countDown();
                assertThat(busy.head()).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    private static boolean isAccepting(int port) {
        try (RawClient probe = new RawClient(port)) {
            return probe != null;
        } catch (IOException e) {
            return false;
        }
    }
}
