package io.holdfast.s3.sign;

import io.holdfast.base.ports.Credential;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;

/// Session tokens: required with temporary keys, refused with permanent ones.
final class Tokens {
    private static final String NAME = "X-Amz-Security-Token";

    private Tokens() {}

    static void check(Credential credential, SignedRequest request) throws S3Exception {
        check(
                credential,
                request.exchange().header(NAME).orElseGet(() -> request.query().getOrEmpty(NAME)));
    }

    static void check(Credential credential, String token) throws S3Exception {
        if (!Crypto.isEqual(credential.sessionToken(), token)) {
            throw new S3Exception(ErrorCode.INVALID_TOKEN_ID);
        }
    }
}
