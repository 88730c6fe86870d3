package io.holdfast.s3.sign;

import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;

/// A parsed `Authorization` field of version 4.
record V4Header(Scope scope, String signedHeaders, String signature) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final int PARTS = 3;

    /// Reads exactly three parts, in any order, with spaces tolerated.
    static V4Header parse(String field) throws S3Exception {
        String credential = "";
        String signedHeaders = "";
        String signature = "";
        int at = ALGORITHM.length();
        int parts = 0;
        while (at < field.length()) {
            int end = field.indexOf(',', at);
            if (end < 0) {
                end = field.length();
            }
            int equals = field.indexOf('=', at);
            if (equals < 0 || equals > end || ++parts > PARTS) {
                throw malformed();
            }
            String value = field.substring(equals + 1, end).strip();
            switch (field.substring(at, equals).strip()) {
                case "Credential" -> credential = value;
                case "SignedHeaders" -> signedHeaders = value;
                case "Signature" -> signature = value;
                default -> throw malformed();
            }
            at = end + 1;
        }
        if (credential.isEmpty() || signedHeaders.isEmpty() || signature.isEmpty()) {
            throw malformed();
        }
        Scope scope = Scope.parse(credential, ErrorCode.AUTHORIZATION_HEADER_MALFORMED);
        return new V4Header(scope, signedHeaders, signature);
    }

    private static S3Exception malformed() {
        return new S3Exception(ErrorCode.AUTHORIZATION_HEADER_MALFORMED);
    }
}
