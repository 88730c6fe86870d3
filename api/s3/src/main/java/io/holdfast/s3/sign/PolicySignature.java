package io.holdfast.s3.sign;

/// The signature of a form's policy [S3 API: Authenticating requests in browser-based uploads].
public sealed interface PolicySignature {
    /// The version 2 signature.
    ///
    /// @param token of temporary keys, or empty
    /// @param signature base64
    record V2(String accessKey, String token, String signature) implements PolicySignature {}

    /// The version 4 signature.
    ///
    /// @param credential key and scope
    /// @param date `yyyyMMddTHHmmssZ`
    /// @param token of temporary keys, or empty
    /// @param signature lower-case hex
    record V4(String algorithm, String credential, String date, String token, String signature)
            implements PolicySignature {}
}
