package io.holdfast.digest;

import io.holdfast.base.Pending;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;

/// A stream that the JDK computes on the caller's thread.
final class LoneMd5Stream implements Md5Stream {
    private final MessageDigest digest = DigestChecksum.newDigest("MD5");

    @Override
    public Pending<Boolean> update(MemorySegment bytes) {
        digest.update(bytes.asByteBuffer());
        return Pending.of(true);
    }

    @Override
    public byte[] digest() {
        return digest.digest();
    }

    @Override
    public void close() {}
}
