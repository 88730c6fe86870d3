package io.holdfast.s3;

import io.holdfast.iam.ObjectOwnership;
import java.util.List;

/// Settings of the API.
///
/// @param region that signatures must name, or empty for any
/// @param domains under which a host may name a bucket, lower case; empty for path style only
/// @param corsOrigins origins whose pages may call, each with `*` for any characters
/// @param takesKeysInClear whether customers' keys (SSE-C) are accepted without TLS
/// @param sealsAll whether the default key seals objects of which neither request nor bucket says
///   how they are encrypted
/// @param ownership of buckets that are made without a word of it
/// @param websiteDomains under which a host names a bucket that is a website; empty serves none
public record S3Options(
        String region,
        List<String> domains,
        List<String> corsOrigins,
        boolean takesKeysInClear,
        boolean sealsAll,
        ObjectOwnership ownership,
        List<String> websiteDomains) {
    public S3Options {
        domains = List.copyOf(domains);
        corsOrigins = List.copyOf(corsOrigins);
        websiteDomains = List.copyOf(websiteDomains);
    }

    /// Without customers' keys in the clear; buckets are as AWS makes them.
    public S3Options(String region, List<String> domains, List<String> corsOrigins) {
        this(
                region,
                domains,
                corsOrigins,
                false,
                false,
                ObjectOwnership.BUCKET_OWNER_ENFORCED,
                List.of());
    }

    /// Any region, path style, any origin.
    public static S3Options defaults() {
        return new S3Options("", List.of(), List.of("*"));
    }

    /// With customers' keys in the clear, or without.
    public S3Options withKeysInClear(boolean areTaken) {
        return new S3Options(
                region, domains, corsOrigins, areTaken, sealsAll, ownership, websiteDomains);
    }

    /// With the default key for all objects, or without.
    public S3Options withSealing(boolean ofAll) {
        return new S3Options(
                region, domains, corsOrigins, takesKeysInClear, ofAll, ownership, websiteDomains);
    }

    public S3Options withWebsites(List<String> newDomains) {
        return new S3Options(
                region, domains, corsOrigins, takesKeysInClear, sealsAll, ownership, newDomains);
    }
}
