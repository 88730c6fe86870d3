package io.holdfast.s3.sign;

import io.holdfast.base.Clock;
import io.holdfast.base.ports.Caller;
import io.holdfast.base.ports.Credentials;
import io.holdfast.http.Exchange;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Query;
import io.holdfast.s3.wire.S3Exception;
import java.util.Optional;

/// Finds out who sent a request. Any thread. What it says to a stranger is a code; it logs nothing.
public final class Authenticator {
    private final SignatureV4 v4;
    private final SignatureV2 v2;

    /// @param region that signatures must name, or empty for any
    public Authenticator(Credentials credentials, Clock clock, String region) {
        v4 = new SignatureV4(credentials, clock, region);
        v2 = new SignatureV2(credentials, clock);
    }

    /// Verifies the request's signature, if it has one.
    ///
    /// @throws S3Exception when it has one that is wrong, or more than one
    public Authentication authenticate(SignedRequest request) throws S3Exception {
        Query query = request.query();
        boolean isV4Query = SignatureKind.isV4(query);
        boolean isV2Query = query.has("AWSAccessKeyId");
        Optional<String> field = request.exchange().header("authorization");
        if (field.isPresent()) {
            if (isV4Query || isV2Query) {
                throw new S3Exception(
                        ErrorCode.INVALID_REQUEST, "Only one kind of authentication is allowed.");
            }
            return byHeader(request, field.get());
        }
        if (isV4Query && isV2Query) {
            throw new S3Exception(
                    ErrorCode.INVALID_REQUEST, "Only one kind of authentication is allowed.");
        }
        if (isV4Query) {
            return v4.verifyQuery(request);
        }
        if (isV2Query) {
            return v2.verifyQuery(request);
        }
        return anonymous(request.exchange());
    }

    /// Verifies the policy of a form.
    ///
    /// @param policy base64, as sent
    public Caller authenticate(String policy, PolicySignature signature) throws S3Exception {
        return switch (signature) {
            case PolicySignature.V2 given -> v2.verifyPolicy(policy, given);
            case PolicySignature.V4 given -> v4.verifyPolicy(policy, given);
        };
    }

    private Authentication byHeader(SignedRequest request, String field) throws S3Exception {
        if (field.startsWith(V4Header.ALGORITHM + ' ')) {
            return v4.verifyHeader(request, field);
        }
        if (field.startsWith(SignatureV2.SCHEME)) {
            return v2.verifyHeader(request, field);
        }
        throw new S3Exception(ErrorCode.INVALID_REQUEST, "The authorization scheme is unknown.");
    }

    private static Authentication anonymous(Exchange exchange) throws S3Exception {
        String payload = exchange.header(SignatureV4.CONTENT_SHA256).orElse("");
        BodySeal seal = new BodySeal.None();
        if (payload.equals(SignatureV4.STREAMING_UNSIGNED_TRAILER)) {
            seal = new BodySeal.UnsignedChunks();
        } else if (payload.startsWith(SignatureV4.STREAMING)) {
            throw new S3Exception(ErrorCode.ACCESS_DENIED);
        }
        return new Authentication(new Caller.Anonymous(), seal);
    }
}
