package io.holdfast.s3;

import java.util.List;

/// Settings of the API.
///
/// @param region that signatures must name, or empty for any
/// @param domains under which a host may name a bucket, lower case; empty for path style only
/// @param corsOrigins origins whose pages may call, each with `*` for any characters
/// @param takesKeysInClear whether customers' keys (SSE-C) are accepted without TLS
public record S3Options(
        String region, List<String> domains, List<String> corsOrigins, boolean takesKeysInClear) {
    public S3Options {
        domains = List.copyOf(domains);
        corsOrigins = List.copyOf(corsOrigins);
    }

    /// Without customers' keys in the clear.
    public S3Options(String region, List<String> domains, List<String> corsOrigins) {
        this(region, domains, corsOrigins, false);
    }

    /// Any region, path style, any origin.
    public static S3Options defaults() {
        return new S3Options("", List.of(), List.of("*"));
    }
}
