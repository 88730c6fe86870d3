package io.holdfast.http;

import io.holdfast.base.Checks;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Settings of one listener.
///
/// @param host address to bind, empty for all
/// @param port TCP port, 0 for any free one
/// @param certificates TLS folder; the port speaks TLS when it holds `public.crt` and `private.key`
/// @param keyPassword of encrypted private keys, empty for none
/// @param selectors threads that wait for sockets, 1 or more
/// @param headerBytesMax of request line and headers together; more is answered 431
/// @param idleTimeoutMs a connection without any traffic for so long is closed
/// @param requestsMax requests in flight; one more is refused at once
/// @param bytesPerSecondMin a transfer whose waiting for the peer falls behind this rate, after a
///   grace of {@code idleTimeoutMs}, is cut; 0 for no minimum
/// @param drainBytesMax of an unread request body, read after the answer to keep the connection
/// @param connectionsMax open at a time, further ones wait to be accepted; 0 for no limit
/// @param responseHeaders sent with every answer, in this order and case
public record HttpOptions(
        String host,
        int port,
        Optional<Path> certificates,
        String keyPassword,
        int selectors,
        int headerBytesMax,
        long idleTimeoutMs,
        int requestsMax,
        long bytesPerSecondMin,
        int drainBytesMax,
        int connectionsMax,
        Map<String, String> responseHeaders) {
    // A path of 32 KiB and headers of 8 KiB are refused by the protocol above with its own words.
    private static final int HEADER_BYTES_MAX = 48 << 10;
    private static final long IDLE_TIMEOUT_MS = 30_000;
    private static final int REQUESTS_MAX = 1024;
    private static final long BYTES_PER_SECOND_MIN = 1024;
    private static final int DRAIN_BYTES_MAX = 1 << 20;

    public HttpOptions {
        Checks.that(port >= 0 && port <= 65_535, "port out of range");
        Checks.that(selectors >= 1, "at least one selector");
        Checks.that(headerBytesMax >= 1024, "headers need some room");
        Checks.that(idleTimeoutMs > 0, "idle timeout must be positive");
        Checks.that(requestsMax >= 1, "at least one request in flight");
        Checks.that(
                bytesPerSecondMin >= 0 && drainBytesMax >= 0 && connectionsMax >= 0,
                "limits are not negative");
        responseHeaders =
                java.util.Collections.unmodifiableMap(
                        new java.util.LinkedHashMap<>(responseHeaders));
    }

    /// Usual limits, without TLS.
    public static HttpOptions plain(String host, int port) {
        return new HttpOptions(
                host,
                port,
                Optional.empty(),
                "",
                Math.max(1, Runtime.getRuntime().availableProcessors() / 4),
                HEADER_BYTES_MAX,
                IDLE_TIMEOUT_MS,
                REQUESTS_MAX,
                BYTES_PER_SECOND_MIN,
                DRAIN_BYTES_MAX,
                0,
                Map.of("Server", "Holdfast"));
    }

    /// These settings with TLS from a folder.
    public HttpOptions withCertificates(Path folder, String password) {
        return new HttpOptions(
                host,
                port,
                Optional.of(folder),
                password,
                selectors,
                headerBytesMax,
                idleTimeoutMs,
                requestsMax,
                bytesPerSecondMin,
                drainBytesMax,
                connectionsMax,
                responseHeaders);
    }

    /// These settings with other limits.
    public HttpOptions withLimits(int newRequestsMax, long newIdleTimeoutMs, long newRateMin) {
        return new HttpOptions(
                host,
                port,
                certificates,
                keyPassword,
                selectors,
                headerBytesMax,
                newIdleTimeoutMs,
                newRequestsMax,
                newRateMin,
                drainBytesMax,
                connectionsMax,
                responseHeaders);
    }

    /// These settings with other constant headers.
    public HttpOptions withResponseHeaders(Map<String, String> headers) {
        return new HttpOptions(
                host,
                port,
                certificates,
                keyPassword,
                selectors,
                headerBytesMax,
                idleTimeoutMs,
                requestsMax,
                bytesPerSecondMin,
                drainBytesMax,
                connectionsMax,
                headers);
    }

    /// These settings with room for so many connections.
    public HttpOptions withConnectionsMax(int most) {
        return new HttpOptions(
                host,
                port,
                certificates,
                keyPassword,
                selectors,
                headerBytesMax,
                idleTimeoutMs,
                requestsMax,
                bytesPerSecondMin,
                drainBytesMax,
                most,
                responseHeaders);
    }
}
