package io.holdfast.s3.sign;

import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3BodyException;
import java.nio.ByteBuffer;

/// The chain of signatures over the chunks of one body [S3 API: Transferring payload in multiple
/// chunks]. One thread.
final class ChunkSigner {
    private final BodySeal.SignedChunks seal;
    private final Crypto crypto = new Crypto();
    private String previous;

    ChunkSigner(BodySeal.SignedChunks seal) {
        this.seal = seal;
        this.previous = seal.seed();
    }

    /// Adds bytes of the present chunk.
    void update(ByteBuffer bytes) {
        crypto.sha256().update(bytes);
    }

    /// Ends the present chunk.
    ///
    /// @throws S3BodyException SIGNATURE_DOES_NOT_MATCH
    void endChunk(String signature) throws S3BodyException {
        String hash = Crypto.hex(crypto.sha256().digest());
        check("AWS4-HMAC-SHA256-PAYLOAD", Crypto.EMPTY_SHA256 + '\n' + hash, signature);
    }

    /// Verifies the trailer's fields.
    ///
    /// @param lines `name:value` lines, each with a newline
    void endTrailer(String lines, String signature) throws S3BodyException {
        check("AWS4-HMAC-SHA256-TRAILER", crypto.sha256Hex(lines), signature);
    }

    private void check(String label, String hashes, String signature) throws S3BodyException {
        String text =
                label
                        + '\n'
                        + seal.amzDate()
                        + '\n'
                        + seal.scope()
                        + '\n'
                        + previous
                        + '\n'
                        + hashes;
        String expected = Crypto.hex(crypto.hmac(seal.key(), text));
        if (!Crypto.isEqual(expected, signature)) {
            throw new S3BodyException(ErrorCode.SIGNATURE_DOES_NOT_MATCH);
        }
        previous = expected;
    }
}
