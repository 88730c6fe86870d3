package io.holdfast.s3;

import java.util.List;

/// Settings of the API.
///
/// @param region that signatures must name, or empty for any
/// @param domains under which a host may name a bucket, lower case; empty for path style only
/// @param corsOrigins origins whose pages may call, each with `*` for any characters
public record S3Options(String region, List<String> domains, List<String> corsOrigins) {
    public S3Options {
        domains = List.copyOf(domains);
        corsOrigins = List.copyOf(corsOrigins);
    }

    /// Any region, path style, any origin.
    public static S3Options defaults() {
        return new S3Options("", List.of(), List.of("*"));
    }
}
