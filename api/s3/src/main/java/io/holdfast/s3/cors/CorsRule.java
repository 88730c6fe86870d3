package io.holdfast.s3.cors;

import io.holdfast.http.Exchange;
import io.holdfast.s3.wire.Wildcard;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// What pages of some origins may do [S3 user guide: elements of a CORS configuration].
///
/// @param id the owner's name for it; may be empty
/// @param methods GET, PUT, POST, DELETE, HEAD
/// @param origins each with at most one star
/// @param headers fields that pages may send, each with at most one star
/// @param exposed fields that pages may read
/// @param maxAgeS how long browsers may remember the answer
record CorsRule(
        String id,
        List<String> methods,
        List<String> origins,
        List<String> headers,
        List<String> exposed,
        OptionalInt maxAgeS) {
    CorsRule {
        methods = List.copyOf(methods);
        origins = List.copyOf(origins);
        headers = List.copyOf(headers);
        exposed = List.copyOf(exposed);
    }

    boolean allows(CorsQuestion question) {
        return originFor(question.origin()).isPresent()
                && methods.contains(question.method())
                && question.headers().stream().allMatch(this::isHeader);
    }

    private boolean isHeader(String name) {
        return headers.stream()
                .anyMatch(pattern -> Wildcard.isMatch(pattern.toLowerCase(Locale.ROOT), name));
    }

    /// The origin that the answer names: the star itself where everybody may.
    private Optional<String> originFor(String origin) {
        for (String pattern : origins) {
            if (pattern.equals("*")) {
                return Optional.of("*");
            }
            if (Wildcard.isMatch(pattern, origin)) {
                return Optional.of(origin);
            }
        }
        return Optional.empty();
    }

    /// Tells the browser that the page may.
    void answer(Exchange exchange, CorsQuestion question) {
        String origin = originFor(question.origin()).orElse("");
        exchange.setHeader("Access-Control-Allow-Origin", origin);
        if (!origin.equals("*")) {
            exchange.setHeader("Access-Control-Allow-Credentials", "true");
        }
        exchange.setHeader("Access-Control-Allow-Methods", String.join(", ", methods));
        if (!question.headers().isEmpty()) {
            exchange.setHeader(
                    "Access-Control-Allow-Headers", String.join(", ", question.headers()));
        }
        if (!exposed.isEmpty()) {
            exchange.setHeader("Access-Control-Expose-Headers", String.join(", ", exposed));
        }
        if (maxAgeS.isPresent()) {
            exchange.setHeader("Access-Control-Max-Age", Integer.toString(maxAgeS.getAsInt()));
        }
    }
}
