package io.holdfast.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Answers what Jetty itself refuses, such as malformed requests, with a status and nothing else: a
/// page would tell strangers about our insides.
final class BareErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        response.getHeaders().put("Content-Length", 0);
        response.write(true, null, callback);
        return true;
    }
}
