package io.holdfast.http;

import java.io.IOException;

/// Starts listeners.
public final class HttpAssembly {
    private HttpAssembly() {}

    /// Binds the port and begins to serve.
    ///
    /// @throws IOException when the port is taken or a certificate cannot be used
    public static HttpServer start(HttpOptions options, HttpHandler handler) throws IOException {
        return JettyServer.start(options, handler);
    }
}
