package io.holdfast.http;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Answers what Jetty itself refuses, such as malformed requests, in the words of the protocol
/// above; a page of Jetty's would tell strangers about our insides. It runs on threads that wait
/// for sockets, so nothing here blocks.
final class ListenerErrors implements Request.Handler {
    /// The method of a request whose first line could not be read.
    private static final String NO_METHOD = "BAD";

    private final HttpHandler handler;
    private final Iterable<HttpField> constants;
    private final RequestIds ids;

    ListenerErrors(HttpHandler handler, Iterable<HttpField> constants, RequestIds ids) {
        this.handler = handler;
        this.constants = constants;
        this.ids = ids;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Refusal refusal = handler.refusal(flaw(request, response.getStatus()), ids.next());
        for (HttpField field : constants) {
            response.getHeaders().put(field);
        }
        refusal.fields().forEach((name, value) -> response.getHeaders().put(name, value));
        boolean hasBody = !request.getMethod().equals("HEAD");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, refusal.body().remaining());
        response.write(true, hasBody ? refusal.body().duplicate() : null, callback);
        return true;
    }

    private static Flaw flaw(Request request, int status) {
        return switch (status) {
            case HttpStatus.URI_TOO_LONG_414 -> Flaw.URI;
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 -> Flaw.FIELDS_TOO_LARGE;
            case HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 -> Flaw.VERSION;
            default -> hasBrokenUri(request) ? Flaw.URI : Flaw.SYNTAX;
        };
    }

    /// Jetty's parser of URIs throws what the parser of lines and fields never does.
    private static boolean hasBrokenUri(Request request) {
        return request.getMethod().equals(NO_METHOD)
                && request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof Throwable thrown
                && thrown.getCause() instanceof IllegalArgumentException;
    }
}
