package io.holdfast.s3.sign;

import io.holdfast.http.Exchange;
import io.holdfast.s3.wire.Query;

/// How a signed request carries its signature. Tells of a request that was verified; of another it
/// says nothing.
///
/// @param isV4 version 4; else version 2
/// @param isQuery in the query (presigned); else in the field `Authorization`
public record SignatureKind(boolean isV4, boolean isQuery) {
    /// The signature that [Authenticator] looks at.
    public static SignatureKind of(Exchange exchange, Query query) {
        String field = exchange.header("authorization").orElse("");
        return field.isEmpty()
                ? new SignatureKind(isV4(query), true)
                : new SignatureKind(field.startsWith(V4Header.ALGORITHM + ' '), false);
    }

    static boolean isV4(Query query) {
        return query.has("X-Amz-Credential") || query.has("X-Amz-Algorithm");
    }
}
