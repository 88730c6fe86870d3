package io.holdfast.http;

/// A running listener.
public interface HttpServer extends AutoCloseable {
    /// The bound TCP port.
    int port();

    /// Whether the port speaks TLS.
    boolean isSecure();

    /// Requests being answered now.
    int requestsInFlight();

    /// Stops to accept, waits for requests in flight, then cuts what is left.
    ///
    /// @param timeoutMs longest wait
    /// @return true when every request in flight was answered
    boolean drain(long timeoutMs) throws InterruptedException;

    /// Stops at once.
    @Override
    void close();
}
