package io.holdfast.digest;

import io.holdfast.base.Checks;
import java.util.List;

/// Checksums of a whole made from those of its parts. Stateless.
public final class Checksums {
    private Checksums() {}

    /// The checksum of `a` followed by `b`, from theirs: the full-object checksum of a multipart
    /// object.
    ///
    /// @param algorithm one that can combine
    /// @param a value of the first bytes, big-endian
    /// @param b value of the bytes that follow, big-endian
    /// @param lengthOfB how many bytes {@code b} covers
    public static byte[] combine(ChecksumAlgorithm algorithm, byte[] a, byte[] b, long lengthOfB) {
        Checks.that(lengthOfB >= 0, "negative length");
        long polynomial =
                switch (algorithm) {
                    case CRC32 -> 0xedb88320L;
                    case CRC32C -> 0x82f63b78L;
                    case CRC64NVME -> Crc64Nvme.POLYNOMIAL;
                    case SHA1, SHA256 ->
                            throw new IllegalArgumentException(algorithm + " cannot be combined");
                };
        int bytes = algorithm.digestBytes();
        Checks.that(a.length == bytes && b.length == bytes, "checksum of a wrong length");
        CrcRing ring = new CrcRing(polynomial, bytes * Byte.SIZE);
        long shifted = ring.multiply(value(a), ring.powerOfX(lengthOfB));
        return bigEndian(shifted ^ value(b), bytes);
    }

    /// The composite checksum of a multipart object: the algorithm over the parts' raw values, one
    /// after another. The `-N` behind it is the caller's.
    public static byte[] composite(ChecksumAlgorithm algorithm, List<byte[]> parts) {
        Checksum checksum = algorithm.newChecksum();
        for (byte[] part : parts) {
            checksum.update(part, 0, part.length);
        }
        return checksum.value();
    }

    static byte[] bigEndian(long value, int bytes) {
        byte[] text = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            text[i] = (byte) (value >>> ((bytes - 1 - i) * Byte.SIZE));
        }
        return text;
    }

    private static long value(byte[] bigEndian) {
        long value = 0;
        for (byte b : bigEndian) {
            value = (value << Byte.SIZE) | (b & 0xff);
        }
        return value;
    }
}
