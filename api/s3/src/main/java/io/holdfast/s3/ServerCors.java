package io.holdfast.s3;

import io.holdfast.http.Exchange;
import io.holdfast.s3.cors.CorsQuestion;
import io.holdfast.s3.wire.Wildcard;
import java.util.List;

/// The server's rule, for all that no bucket has rules for: pages of these origins may do anything.
///
/// @param origins each with `*` for any characters
record ServerCors(List<String> origins) {
    private static final String METHODS = "GET, PUT, HEAD, POST, DELETE, OPTIONS, PATCH";
    private static final String EXPOSED =
            "Date, ETag, Server, Connection, Accept-Ranges, Content-Range, Content-Encoding,"
                    + " Content-Length, Content-Type, Content-Disposition, Last-Modified,"
                    + " Content-Language, Cache-Control, Retry-After, X-Amz-Bucket-Region,"
                    + " Expires, X-Amz*, *";

    ServerCors {
        origins = List.copyOf(origins);
    }

    /// Adds what lets a page read the answer.
    ///
    /// @return false when the page may not
    boolean allow(Exchange exchange, CorsQuestion question) {
        exchange.setHeader("Vary", "Origin");
        boolean isAllowed =
                origins.stream().anyMatch(pattern -> Wildcard.isMatch(pattern, question.origin()));
        if (isAllowed) {
            exchange.setHeader("Access-Control-Allow-Origin", question.origin());
            exchange.setHeader("Access-Control-Allow-Credentials", "true");
            exchange.setHeader("Access-Control-Expose-Headers", EXPOSED);
        }
        return isAllowed;
    }

    /// Adds what a browser asks before the request itself.
    void answer(Exchange exchange, CorsQuestion question) {
        exchange.setHeader("Access-Control-Allow-Methods", METHODS);
        if (!question.headers().isEmpty()) {
            exchange.setHeader(
                    "Access-Control-Allow-Headers", String.join(", ", question.headers()));
        }
    }
}
