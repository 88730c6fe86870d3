package io.holdfast.s3.cors;

import io.holdfast.http.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a page wants to do [Fetch §3.2.2].
///
/// @param origin of the page, as the browser sent it
/// @param method of the request that is asked for, or that this one is
/// @param headers names of fields, lower case
public record CorsQuestion(String origin, String method, List<String> headers) {
    public CorsQuestion {
        headers = List.copyOf(headers);
    }

    /// What a request says of itself; empty when no page sent it. As in S3, the fields of a
    /// preflight count in any request.
    public static Optional<CorsQuestion> of(Exchange exchange) {
        return exchange.header("origin")
                .map(
                        origin ->
                                new CorsQuestion(
                                        origin,
                                        exchange.header("access-control-request-method")
                                                .orElse(exchange.method()),
                                        names(exchange)));
    }

    private static List<String> names(Exchange exchange) {
        List<String> names = new ArrayList<>();
        for (String line : exchange.headers("access-control-request-headers")) {
            for (String name : line.split(",", -1)) {
                if (!name.isBlank()) {
                    names.add(name.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
        return names;
    }
}
