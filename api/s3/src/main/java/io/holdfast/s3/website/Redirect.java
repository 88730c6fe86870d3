package io.holdfast.s3.website;

import io.holdfast.http.Exchange;
import io.holdfast.s3.wire.Percent;
import java.util.Optional;

/// Where a site sends its readers instead [S3 API: Redirect].
///
/// @param protocol `http` or `https`; empty for that of the request
/// @param host empty for that of the request
/// @param code status of the answer, 301 to 399
/// @param prefix replaces the prefix that the rule asks for
/// @param key replaces the whole key
record Redirect(
        String protocol, String host, int code, Optional<String> prefix, Optional<String> key) {
    static final int MOVED = 301;

    /// The address, for the field Location.
    ///
    /// @param asked key of the request
    /// @param ruled prefix that the rule asks for
    String location(Exchange exchange, String asked, String ruled) {
        String scheme = exchange.isSecure() ? "https" : "http";
        StringBuilder out = new StringBuilder(protocol.isEmpty() ? scheme : protocol);
        out.append("://").append(host.isEmpty() ? exchange.host() : host).append('/');
        String target =
                key.or(() -> prefix.map(start -> start + asked.substring(ruled.length())))
                        .orElse(asked);
        Percent.encode(target, true, out);
        return out.toString();
    }
}
