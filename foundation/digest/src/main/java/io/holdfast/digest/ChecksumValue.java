package io.holdfast.digest;

import io.holdfast.base.Checks;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// A checksum's value with its algorithm; equal when both are. Immutable.
///
/// @param algorithm how it was computed
/// @param value big-endian bytes as S3 transmits them, of the algorithm's length
public record ChecksumValue(ChecksumAlgorithm algorithm, byte[] value) {
    public ChecksumValue {
        Checks.that(value.length == algorithm.digestBytes(), "checksum of a wrong length");
        value = value.clone();
    }

    /// Reads a header's or a document's text; empty when it is not base64 of the right length.
    public static Optional<ChecksumValue> parse(ChecksumAlgorithm algorithm, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        return bytes.length == algorithm.digestBytes()
                ? Optional.of(new ChecksumValue(algorithm, bytes))
                : Optional.empty();
    }

    /// A copy of the bytes.
    @Override
    public byte[] value() {
        return value.clone();
    }

    /// The text in headers and documents.
    public String base64() {
        return Base64.getEncoder().encodeToString(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChecksumValue that
                && algorithm == that.algorithm
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return algorithm.s3Name() + ":" + base64();
    }
}
