package io.holdfast.s3.request;

import io.holdfast.digest.Checksum;
import io.holdfast.digest.ChecksumValue;
import io.holdfast.s3.sign.Payload;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/// Reads request bodies that are documents, whole and verified.
final class Documents {
    private Documents() {}

    static byte[] read(Payload payload, int bytesMax, boolean hasDigests)
            throws S3Exception, IOException {
        if (payload.length() > bytesMax) {
            throw new S3Exception(ErrorCode.ENTITY_TOO_LARGE, "The document is too large.");
        }
        ByteBuffer all = ByteBuffer.allocate((int) payload.length());
        while (all.hasRemaining()) {
            payload.read(all);
        }
        payload.finish();
        byte[] bytes = all.array();
        if (hasDigests) {
            checkMd5(payload, bytes);
            checkChecksum(payload.expectedChecksum(), bytes);
        }
        return bytes;
    }

    private static void checkMd5(Payload payload, byte[] bytes) throws S3Exception {
        Optional<byte[]> declared = payload.expectedMd5();
        if (declared.isEmpty()) {
            return;
        }
        try {
            byte[] md5 = MessageDigest.getInstance("MD5").digest(bytes);
            if (!Arrays.equals(md5, declared.get())) {
                throw new S3Exception(ErrorCode.BAD_DIGEST);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5", e);
        }
    }

    private static void checkChecksum(Optional<ChecksumValue> declared, byte[] bytes)
            throws S3Exception {
        if (declared.isEmpty()) {
            return;
        }
        Checksum checksum = declared.get().algorithm().newChecksum();
        checksum.update(bytes, 0, bytes.length);
        if (!Arrays.equals(checksum.value(), declared.get().value())) {
            throw new S3Exception(ErrorCode.CONTENT_CHECKSUM_MISMATCH);
        }
    }
}
