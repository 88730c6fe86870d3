package io.holdfast.s3;

import io.holdfast.http.Exchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// Which pages may call [Fetch §3.2]: one rule for all buckets.
final class Cors {
    private static final String METHODS = "GET, PUT, HEAD, POST, DELETE, OPTIONS, PATCH";
    private static final String EXPOSED =
            "Date, ETag, Server, Connection, Accept-Ranges, Content-Range, Content-Encoding,"
                    + " Content-Length, Content-Type, Content-Disposition, Last-Modified,"
                    + " Content-Language, Cache-Control, Retry-After, X-Amz-Bucket-Region,"
                    + " Expires, X-Amz*, *";

    private final List<String> origins;

    Cors(List<String> origins) {
        this.origins = origins;
    }

    /// Adds the fields that let a page read the answer.
    void allow(Exchange exchange) {
        Optional<String> origin = exchange.header("origin");
        if (origin.isEmpty()) {
            return;
        }
        exchange.setHeader("Vary", "Origin");
        if (isAllowed(origin.get())) {
            exchange.setHeader("Access-Control-Allow-Origin", origin.get());
            exchange.setHeader("Access-Control-Allow-Credentials", "true");
            exchange.setHeader("Access-Control-Expose-Headers", EXPOSED);
        }
    }

    /// Answers OPTIONS: the browser's question, or an empty 200.
    void handleOptions(Exchange exchange) throws IOException, InterruptedException {
        Optional<String> origin = exchange.header("origin");
        boolean isQuestion = exchange.header("access-control-request-method").isPresent();
        if (origin.isPresent() && isQuestion && isAllowed(origin.get())) {
            exchange.setHeader("Access-Control-Allow-Methods", METHODS);
            exchange.header("access-control-request-headers")
                    .ifPresent(names -> exchange.setHeader("Access-Control-Allow-Headers", names));
        }
        exchange.respond(200, ByteBuffer.allocate(0));
    }

    private boolean isAllowed(String origin) {
        for (String pattern : origins) {
            if (isMatch(pattern, 0, origin, 0)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the text matches; a star stands for any characters. Patterns are the operator's.
    private static boolean isMatch(String pattern, int p, String text, int t) {
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
