package io.holdfast.s3.sign;

import java.security.Key;

/// How the body belongs to the signature.
public sealed interface BodySeal {
    /// The body is not signed and not framed.
    record None() implements BodySeal {}

    /// The signature covers the body's SHA-256.
    ///
    /// @param sha256Hex 64 lower-case hex digits
    record Hash(String sha256Hex) implements BodySeal {}

    /// Each chunk is signed, seeded by the request's signature.
    ///
    /// @param key derived signing key
    /// @param amzDate `yyyyMMddTHHmmssZ`
    /// @param scope text of the credential's scope
    /// @param seed the request's signature
    /// @param hasTrailer whether fields follow the last chunk
    record SignedChunks(Key key, String amzDate, String scope, String seed, boolean hasTrailer)
            implements BodySeal {
        /// Leaves the key out.
        @Override
        public String toString() {
            return "SignedChunks[" + scope + "]";
        }
    }

    /// Chunks without signatures and a trailer.
    record UnsignedChunks() implements BodySeal {}
}
