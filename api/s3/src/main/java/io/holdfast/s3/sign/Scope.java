package io.holdfast.s3.sign;

import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;

/// What a version 4 signature is valid for [S3 API: Signature version 4].
///
/// @param accessKey may contain slashes
/// @param date `yyyyMMdd`
/// @param region as the client believes
/// @param service `s3` or `sts`
record Scope(String accessKey, String date, String region, String service) {
    private static final String END = "aws4_request";
    private static final int DATE_CHARS = 8;

    /// Splits a credential from the right.
    ///
    /// @throws S3Exception with the given code when it has another form
    static Scope parse(String credential, ErrorCode malformed) throws S3Exception {
        int end = credential.lastIndexOf('/');
        int service = end < 0 ? -1 : credential.lastIndexOf('/', end - 1);
        int region = service < 0 ? -1 : credential.lastIndexOf('/', service - 1);
        int date = region < 0 ? -1 : credential.lastIndexOf('/', region - 1);
        if (date <= 0
                || !credential.substring(end + 1).equals(END)
                || region - date - 1 != DATE_CHARS) {
            throw new S3Exception(malformed, "The credential is malformed.");
        }
        return new Scope(
                credential.substring(0, date),
                credential.substring(date + 1, region),
                credential.substring(region + 1, service),
                credential.substring(service + 1, end));
    }

    /// The text in strings to sign.
    String text() {
        return date + '/' + region + '/' + service + '/' + END;
    }
}
