package io.holdfast.s3.archive;

import io.holdfast.digest.Checksum;
import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.digest.ChecksumValue;
import io.holdfast.s3.sign.Payload;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request's body as a stream, digested as it is read. One thread.
final class PayloadStream extends InputStream {
    private final Payload payload;
    private final MessageDigest md5;
    private final @Nullable Checksum checksum;

    PayloadStream(Payload payload) {
        this.payload = payload;
        this.checksum =
                payload.digests().algorithm().map(ChecksumAlgorithm::newChecksum).orElse(null);
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = payload.read(ByteBuffer.wrap(into, offset, length));
        if (count > 0) {
            md5.update(into, offset, count);
            if (checksum != null) {
                checksum.update(into, offset, count);
            }
        }
        return count;
    }

    /// Reads what nobody read, and compares the whole with what the client declared.
    ///
    /// @return MD5 in hex
    /// @throws S3Exception BAD_DIGEST, CONTENT_CHECKSUM_MISMATCH
    String finish() throws S3Exception, IOException {
        transferTo(OutputStream.nullOutputStream());
        payload.finish();
        byte[] digest = md5.digest();
        Optional<byte[]> declared = payload.expectedMd5();
        if (declared.isPresent() && !Arrays.equals(declared.get(), digest)) {
            throw new S3Exception(ErrorCode.BAD_DIGEST);
        }
        Optional<ChecksumValue> expected = payload.expectedChecksum();
        if (checksum != null
                && expected.isPresent()
                && !Arrays.equals(expected.get().value(), checksum.value())) {
            throw new S3Exception(ErrorCode.CONTENT_CHECKSUM_MISMATCH);
        }
        return HexFormat.of().formatHex(digest);
    }
}
