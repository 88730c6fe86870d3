package io.holdfast.digest;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A cryptographic digest behind the common interface.
final class DigestChecksum implements Checksum {
    private final MessageDigest digest;

    DigestChecksum(String algorithm) {
        this.digest = newDigest(algorithm);
    }

    /// A digest that every Java platform must have.
    static MessageDigest newDigest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has " + algorithm, e);
        }
    }

    @Override
    public void update(ByteBuffer buffer) {
        digest.update(buffer);
    }

    @Override
    public void update(byte[] array, int offset, int length) {
        digest.update(array, offset, length);
    }

    @Override
    public byte[] value() {
        return digest.digest();
    }
}
