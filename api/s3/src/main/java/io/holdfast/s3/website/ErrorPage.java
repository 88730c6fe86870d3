package io.holdfast.s3.website;

import io.holdfast.http.Exchange;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What readers of a site see of an error that has no document of its own.
final class ErrorPage {
    private static final String RETRY_AFTER_S = "60";

    private ErrorPage() {}

    /// Sends the page.
    ///
    /// @param about what the error speaks of, by name
    static void send(Exchange exchange, S3Exception refusal, Map<String, String> about)
            throws IOException, InterruptedException {
        ErrorCode code = refusal.code();
        String message = "" + refusal.getMessage();
        exchange.setHeader("x-amz-error-code", code.code());
        exchange.setHeader("x-amz-error-message", message);
        exchange.setHeader("Content-Type", "text/html; charset=utf-8");
        if (code.status() == 503) {
            exchange.setHeader("Retry-After", RETRY_AFTER_S);
        }
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("Code", code.code());
        lines.put("Message", message);
        lines.putAll(about);
        lines.put("RequestId", exchange.requestId());
        exchange.respond(code.status(), page(code.status() + " " + reason(code.status()), lines));
    }

    private static ByteBuffer page(String title, Map<String, String> lines) {
        StringBuilder out = new StringBuilder("<!DOCTYPE html>\n<html>\n<head><title>");
        out.append(title).append("</title></head>\n<body>\n<h1>").append(title).append("</h1>\n");
        out.append("<ul>\n");
        lines.forEach(
                (name, value) ->
                        out.append("<li>")
                                .append(name)
                                .append(": ")
                                .append(escaped(value))
                                .append("</li>\n"));
        out.append("</ul>\n</body>\n</html>\n");
        return ByteBuffer.wrap(out.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String reason(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 412 -> "Precondition Failed";
            case 416 -> "Range Not Satisfiable";
            case 503 -> "Service Unavailable";
            default -> "Error";
        };
    }
}
