package io.holdfast.digest;

import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;

/// The JDK's MD5, a third faster than any written in Java but unable to move to a lane and back.
/// Copying a fresh digest is cheaper than asking the security providers for one, and needs no pool.
final class LoneMd5 {
    private static final MessageDigest FRESH = DigestChecksum.newDigest("MD5"); // only ever cloned
    private static final long SLICE_BYTES = 1 << 30;

    private final MessageDigest digest = fresh();

    void update(MemorySegment bytes) {
        long size = bytes.byteSize();
        for (long at = 0; at < size; at += SLICE_BYTES) {
            digest.update(bytes.asSlice(at, Math.min(SLICE_BYTES, size - at)).asByteBuffer());
        }
    }

    void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    byte[] finish() {
        return digest.digest();
    }

    private static MessageDigest fresh() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException _) {
            return DigestChecksum.newDigest("MD5");
        }
    }
}
