package io.holdfast.object.write;

import io.holdfast.digest.Checksum;
import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.digest.ChecksumValue;
import io.holdfast.object.ChecksumType;
import io.holdfast.object.ObjectBody;
import io.holdfast.object.ObjectChecksum;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The checksum of a body beside its MD5, and the comparison of both with what the client declared.
final class BodyDigests {
    private final @Nullable ChecksumAlgorithm algorithm;
    private final @Nullable Checksum checksum;

    BodyDigests(Optional<ChecksumAlgorithm> algorithm) {
        this.algorithm = algorithm.orElse(null);
        this.checksum = algorithm.map(ChecksumAlgorithm::newChecksum).orElse(null);
    }

    void update(ByteBuffer bytes) {
        if (checksum != null) {
            checksum.update(bytes);
        }
    }

    /// Compares after the last byte.
    ///
    /// @throws StoreException BAD_MD5, BAD_CHECKSUM
    Optional<ObjectChecksum> verify(ObjectBody body, byte[] md5) throws StoreException {
        Optional<byte[]> expectedMd5 = body.expectedMd5();
        if (expectedMd5.isPresent() && !MessageDigest.isEqual(expectedMd5.get(), md5)) {
            throw new StoreException(
                    StoreError.BAD_MD5, "the body's MD5 is not the one that was declared");
        }
        Optional<ChecksumValue> expected = body.expectedChecksum();
        if (checksum == null || algorithm == null) {
            return Optional.empty();
        }
        byte[] value = checksum.value();
        if (expected.isPresent()
                && (expected.get().algorithm() != algorithm
                        || !MessageDigest.isEqual(expected.get().value(), value))) {
            throw new StoreException(
                    StoreError.BAD_CHECKSUM,
                    "the body's checksum is not the one that was declared");
        }
        return Optional.of(new ObjectChecksum(algorithm, ChecksumType.FULL_OBJECT, value));
    }
}
