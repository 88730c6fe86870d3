package io.holdfast.base.ports;

/// Who owns buckets and objects.
///
/// @param id 12 digits; empty for the default account, `anonymous` for [#ANONYMOUS]
/// @param canonicalId the id by which owners and grantees are shown: 64 hex digits
/// @param displayName for people
public record Account(String id, String canonicalId, String displayName) {
    /// The account of the deployment's root and of all who belong to no other; shown as MinIO shows
    /// its only owner.
    public static final Account DEFAULT =
            new Account(
                    "",
                    "02d6176db174dc93cb1b899f7c6078f08654445fe8cf1b6ce98d8855f66bdbf4",
                    "minio");

    /// Whom objects belong to that were written without a signature; shown as S3 shows it.
    public static final Account ANONYMOUS =
            new Account("anonymous", "65a011a29cdf8ec533ec3d1ccaae921c", "anonymous");
}
