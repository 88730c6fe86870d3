package io.holdfast.s3.sign;

import io.holdfast.http.Exchange;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;

/// Opens the body of a verified request.
public final class Payloads {
    private static final String DECODED_LENGTH = "x-amz-decoded-content-length";

    private Payloads() {}

    /// The body without its framing.
    ///
    /// @throws S3Exception MISSING_CONTENT_LENGTH, NOT_IMPLEMENTED (HTTP's chunks), INVALID_DIGEST,
    ///   INVALID_ARGUMENT
    public static Payload open(Exchange exchange, BodySeal seal) throws S3Exception {
        return open(exchange, seal, DeclaredDigests.of(exchange));
    }

    /// The same, when the fields that name digests speak of something else than the body.
    public static Payload openWithoutDigests(Exchange exchange, BodySeal seal) throws S3Exception {
        return open(exchange, seal, DeclaredDigests.NONE);
    }

    private static Payload open(Exchange exchange, BodySeal seal, DeclaredDigests digests)
            throws S3Exception {
        return switch (seal) {
            case BodySeal.None _ -> plain(exchange, digests, "");
            case BodySeal.Hash hash -> plain(exchange, digests, hash.sha256Hex());
            case BodySeal.SignedChunks chunks ->
                    new ChunkedPayload(
                            exchange,
                            decodedLength(exchange),
                            digests,
                            new ChunkSigner(chunks),
                            chunks.hasTrailer());
            case BodySeal.UnsignedChunks _ ->
                    new ChunkedPayload(exchange, decodedLength(exchange), digests, null, true);
        };
    }

    private static Payload plain(Exchange exchange, DeclaredDigests digests, String sha256)
            throws S3Exception {
        long length = exchange.contentLength();
        if (length < 0) {
            // AWS knows no framing but its own chunks, whose length is declared.
            throw new S3Exception(
                    exchange.header("transfer-encoding").isPresent()
                            ? ErrorCode.NOT_IMPLEMENTED
                            : ErrorCode.MISSING_CONTENT_LENGTH);
        }
        return new PlainPayload(exchange, length, digests, sha256);
    }

    private static long decodedLength(Exchange exchange) throws S3Exception {
        String text = exchange.header(DECODED_LENGTH).orElse("");
        if (text.isEmpty()) {
            throw new S3Exception(ErrorCode.MISSING_CONTENT_LENGTH);
        }
        try {
            long length = Long.parseLong(text);
            if (length >= 0) {
                return length;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new S3Exception(ErrorCode.INVALID_ARGUMENT, DECODED_LENGTH + " is not valid.");
    }
}
