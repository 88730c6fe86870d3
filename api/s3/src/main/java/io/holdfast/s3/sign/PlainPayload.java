package io.holdfast.s3.sign;

import io.holdfast.digest.ChecksumValue;
import io.holdfast.http.Exchange;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3BodyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A body as it came, hashed on the way when its hash was signed.
final class PlainPayload extends Payload {
    private final Exchange exchange;
    private final String sha256Hex;
    private final @Nullable MessageDigest sha256;

    /// @param sha256Hex expected hash, or empty
    PlainPayload(Exchange exchange, long length, DeclaredDigests digests, String sha256Hex) {
        super(length, digests);
        this.exchange = exchange;
        this.sha256Hex = sha256Hex;
        this.sha256 = sha256Hex.isEmpty() ? null : new Crypto().sha256();
    }

    @Override
    int pull(ByteBuffer into, long bytesLeft) throws IOException {
        int start = into.position();
        int count = exchange.read(into);
        if (sha256 != null && count > 0) {
            sha256.update(into.slice(start, count));
        }
        return count;
    }

    @Override
    void end() throws IOException {
        if (sha256 != null && !Crypto.isEqual(Crypto.hex(sha256.digest()), sha256Hex)) {
            throw new S3BodyException(ErrorCode.CONTENT_SHA256_MISMATCH);
        }
    }

    @Override
    Optional<ChecksumValue> trailerChecksum() {
        return Optional.empty();
    }
}
