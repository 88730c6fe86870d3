package io.holdfast.s3.sign;

import io.holdfast.digest.ChecksumValue;
import io.holdfast.object.ObjectBody;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3BodyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request's body without its framing. The read that hands out the last declared byte first
/// verifies everything that belongs to the signature, so a store that has all bytes has a verified
/// body. One thread.
public abstract sealed class Payload implements ObjectBody permits PlainPayload, ChunkedPayload {
    private final long length;
    private final DeclaredDigests digests;
    private long left;
    private boolean isFinished;
    private @Nullable IOException failure;

    Payload(long length, DeclaredDigests digests) {
        this.length = length;
        this.left = length;
        this.digests = digests;
    }

    @Override
    public final long length() {
        return length;
    }

    @Override
    public final int read(ByteBuffer into) throws IOException {
        if (left == 0) {
            finish();
            return -1;
        }
        int limit = into.limit();
        if (into.remaining() > left) {
            into.limit(into.position() + (int) left);
        }
        int count;
        try {
            count = pull(into, left);
        } finally {
            into.limit(limit);
        }
        if (count < 0) {
            throw new S3BodyException(ErrorCode.INCOMPLETE_BODY);
        }
        left -= count;
        if (left == 0) {
            finish();
        }
        return count;
    }

    /// Verifies what follows the last byte; to be called for an empty body, which is never read.
    ///
    /// @throws IOException when the body is not what was signed or declared
    public final void finish() throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (!isFinished) {
            try {
                end();
                isFinished = true;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }

    /// What the client declared before the body.
    public final DeclaredDigests digests() {
        return digests;
    }

    @Override
    public final Optional<byte[]> expectedMd5() {
        return digests.md5();
    }

    @Override
    public final Optional<ChecksumValue> expectedChecksum() {
        return digests.checksum().or(this::trailerChecksum);
    }

    /// Fills some of the buffer, which has room for no more than what is left.
    ///
    /// @return bytes put, or -1 when the body ends early
    abstract int pull(ByteBuffer into, long bytesLeft) throws IOException;

    /// Verifies the end of the body; called once, after the last byte.
    abstract void end() throws IOException;

    /// The checksum that came in the trailer.
    abstract Optional<ChecksumValue> trailerChecksum();
}
