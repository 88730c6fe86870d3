package io.holdfast.s3.sign;

import io.holdfast.http.Exchange;
import io.holdfast.s3.wire.Query;

/// How a signed request carries its signature. Tells of a request that was verified; of another it
/// says nothing.
///
/// @param isV4 version 4; else version 2
public record SignatureKind(boolean isV4, Place place) {
    /// Where the signature stands.
    public enum Place {
        /// In the field `Authorization`.
        FIELD,
        /// In the query: presigned.
        QUERY,
        /// In a form.
        FORM
    }

    /// The signature that [Authenticator] looks at.
    public static SignatureKind of(Exchange exchange, Query query) {
        String field = exchange.header("authorization").orElse("");
        return field.isEmpty()
                ? new SignatureKind(isV4(query), Place.QUERY)
                : new SignatureKind(field.startsWith(V4Header.ALGORITHM + ' '), Place.FIELD);
    }

    static boolean isV4(Query query) {
        return query.has("X-Amz-Credential") || query.has("X-Amz-Algorithm");
    }
}
