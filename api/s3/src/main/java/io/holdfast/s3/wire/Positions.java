package io.holdfast.s3.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Continuation tokens: the base64 of the position that they stand for, so that they hold no state.
public final class Positions {
    private Positions() {}

    public static String token(String position) {
        return Base64.getEncoder().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    /// The position of a token; empty for an empty one.
    ///
    /// @throws S3Exception INVALID_ARGUMENT
    public static String parse(String token) throws S3Exception {
        try {
            return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new S3Exception(ErrorCode.INVALID_ARGUMENT, "The token is not valid.");
        }
    }
}
