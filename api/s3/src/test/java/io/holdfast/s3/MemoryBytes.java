package io.holdfast.s3;

import io.holdfast.base.Bytes;
import io.holdfast.digest.Checksum;
import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.digest.ChecksumValue;
import io.holdfast.object.ChecksumType;
import io.holdfast.object.ObjectBody;
import io.holdfast.object.ObjectChecksum;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// Small steps of {@link MemoryStore} on bytes and names.
final class MemoryBytes {
    private MemoryBytes() {}

    static ByteBuffer readAll(ObjectBody body) throws StoreException, IOException {
        ByteBuffer all = ByteBuffer.allocate((int) body.length());
        while (all.hasRemaining()) {
            if (body.read(all) < 0) {
                if (body.isLengthExact()) {
                    throw new StoreException(StoreError.INCOMPLETE_BODY, "short");
                }
                break;
            }
        }
        return ByteBuffer.wrap(Arrays.copyOf(all.array(), all.position()));
    }

    static Optional<ObjectChecksum> check(
            Optional<ChecksumAlgorithm> algorithm, ObjectBody body, ByteBuffer data)
            throws StoreException {
        if (body.expectedMd5().isPresent() && !Arrays.equals(body.expectedMd5().get(), md5(data))) {
            throw new StoreException(StoreError.BAD_MD5, "md5");
        }
        if (algorithm.isEmpty()) {
            return Optional.empty();
        }
        Checksum checksum = algorithm.get().newChecksum();
        checksum.update(data.duplicate());
        byte[] value = checksum.value();
        Optional<ChecksumValue> expected = body.expectedChecksum();
        if (expected.isPresent() && !Arrays.equals(expected.get().value(), value)) {
            throw new StoreException(StoreError.BAD_CHECKSUM, "checksum");
        }
        return Optional.of(new ObjectChecksum(algorithm.get(), ChecksumType.FULL_OBJECT, value));
    }

    static String rolledUp(String key, String prefix, String delimiter) {
        if (delimiter.isEmpty() || !key.startsWith(prefix)) {
            return "";
        }
        int at = key.indexOf(delimiter, prefix.length());
        return at < 0 ? "" : key.substring(0, at + delimiter.length());
    }

    static int compare(String a, String b) {
        return Arrays.compareUnsigned(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] md5(ByteBuffer data) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(data.duplicate());
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(ByteBuffer data) {
        byte[] copy = data.hasRemaining() ? new byte[data.remaining()] : Bytes.EMPTY;
        data.duplicate().get(copy);
        return copy;
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
