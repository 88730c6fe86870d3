package io.holdfast.s3.sign;

import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.digest.ChecksumValue;
import io.holdfast.http.Exchange;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.util.Base64;
import java.util.Optional;

/// What a client declared of its body in fields, to be compared with what arrives.
///
/// @param md5 16 bytes of Content-MD5
/// @param checksum given before the body
/// @param trailer checksum that is given after the body
public record DeclaredDigests(
        Optional<byte[]> md5,
        Optional<ChecksumValue> checksum,
        Optional<ChecksumAlgorithm> trailer) {
    /// Nothing declared.
    static final DeclaredDigests NONE =
            new DeclaredDigests(Optional.empty(), Optional.empty(), Optional.empty());

    private static final int MD5_BYTES = 16;

    /// Reads the fields.
    ///
    /// @throws S3Exception INVALID_DIGEST for a bad Content-MD5, CONTENT_CHECKSUM_MISMATCH for a
    ///   checksum that cannot be one, INVALID_ARGUMENT for a second one
    public static DeclaredDigests of(Exchange exchange) throws S3Exception {
        Optional<ChecksumValue> checksum = Optional.empty();
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            Optional<String> text = exchange.header(algorithm.headerName());
            if (text.isEmpty()) {
                continue;
            }
            if (checksum.isPresent()) {
                throw new S3Exception(ErrorCode.INVALID_ARGUMENT, "Only one checksum is allowed.");
            }
            checksum = ChecksumValue.parse(algorithm, text.get());
            if (checksum.isEmpty()) {
                throw new S3Exception(
                        ErrorCode.CONTENT_CHECKSUM_MISMATCH,
                        algorithm.headerName() + " is not valid.");
            }
        }
        return new DeclaredDigests(md5(exchange), checksum, trailer(exchange, checksum));
    }

    /// The algorithm to compute, if any.
    public Optional<ChecksumAlgorithm> algorithm() {
        return checksum.map(ChecksumValue::algorithm).or(() -> trailer);
    }

    private static Optional<byte[]> md5(Exchange exchange) throws S3Exception {
        Optional<String> text = exchange.header("content-md5");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] md5 = Base64.getDecoder().decode(text.get());
            if (md5.length == MD5_BYTES) {
                return Optional.of(md5);
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new S3Exception(ErrorCode.INVALID_DIGEST);
    }

    private static Optional<ChecksumAlgorithm> trailer(
            Exchange exchange, Optional<ChecksumValue> checksum) throws S3Exception {
        Optional<String> name = exchange.header("x-amz-trailer");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<ChecksumAlgorithm> algorithm = ChecksumAlgorithm.ofHeaderName(name.get().strip());
        if (algorithm.isEmpty() || checksum.isPresent()) {
            throw new S3Exception(ErrorCode.INVALID_ARGUMENT, "x-amz-trailer is not valid.");
        }
        return algorithm;
    }
}
