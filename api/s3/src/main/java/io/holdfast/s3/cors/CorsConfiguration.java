package io.holdfast.s3.cors;

import io.holdfast.http.Exchange;
import java.util.List;
import java.util.Optional;

/// The rules of a bucket: the first that allows what a page wants answers for all.
public record CorsConfiguration(List<CorsRule> rules) {
    /// Name of the document in [io.holdfast.object.BucketInfo#documents].
    public static final String DOCUMENT = "cors";

    private static final String VARY =
            "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";

    public CorsConfiguration {
        rules = List.copyOf(rules);
    }

    /// Adds what lets a page read the answer.
    ///
    /// @return false when no rule allows it, and nothing but Vary was added
    public boolean allow(Exchange exchange, CorsQuestion question) {
        // Also where nothing is allowed: a cache must not give that answer to another page.
        exchange.setHeader("Vary", VARY);
        Optional<CorsRule> rule = rules.stream().filter(one -> one.allows(question)).findFirst();
        rule.ifPresent(one -> one.answer(exchange, question));
        return rule.isPresent();
    }
}
