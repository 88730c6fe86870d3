package io.holdfast.digest;

import java.security.MessageDigest;

/// MD5 for the ETags of many concurrent uploads. Thread-safe.
public final class Md5Engine implements AutoCloseable {
    /// An engine for the whole process.
    public Md5Engine() {}

    /// Starts a stream; the caller closes it.
    public Md5Stream open() {
        return new LoneMd5Stream();
    }

    /// MD5 of a part of an array, computed by the caller.
    public static byte[] md5(byte[] bytes, int offset, int length) {
        MessageDigest digest = DigestChecksum.newDigest("MD5");
        digest.update(bytes, offset, length);
        return digest.digest();
    }

    /// Ends the engine; streams that are still open fail.
    @Override
    public void close() {}
}
