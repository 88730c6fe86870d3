package io.holdfast.base.ports;

/// Seals and opens the bytes of one object or part in packages, each of which can be opened alone:
///
/// ```
/// plain    | 65,520 bytes | 65,520 bytes | … | rest, 0 – 65,520 bytes |
/// sealed   |       65,536 |       65,536 | … |              rest + 16 |
/// ```
///
/// A package says whether it is the last, so that an end cut off is seen; no bytes make one package
/// of 16. Sixteen sealed packages fill a stripe of 1 MiB. One thread at a time.
public interface ContentCipher {
    /// Bytes of a sealed package that is not the last.
    int SEALED_BYTES = 64 << 10;

    /// Bytes by which sealing lengthens a package.
    int TAG_BYTES = 16;

    /// Bytes of object in a package that is not the last.
    int PLAIN_BYTES = SEALED_BYTES - TAG_BYTES;

    /// Packages of so many bytes of object; at least one.
    static long packages(long plainBytes) {
        return plainBytes == 0 ? 1 : (plainBytes + PLAIN_BYTES - 1) / PLAIN_BYTES;
    }

    /// Sealed bytes of so many bytes of object.
    static long sealedBytes(long plainBytes) {
        return plainBytes + packages(plainBytes) * TAG_BYTES;
    }

    /// Seals a package.
    ///
    /// @param number from 0; each number once in the life of a key
    /// @param length {@link #PLAIN_BYTES}, or fewer in the last
    /// @param sealed takes length + {@link #TAG_BYTES} bytes; not the same array
    void seal(
            long number,
            boolean isLast,
            byte[] plain,
            int plainOffset,
            int length,
            byte[] sealed,
            int sealedOffset);

    /// Opens a package.
    ///
    /// @param length bytes of the sealed package
    /// @param plain takes length − {@link #TAG_BYTES} bytes; not the same array
    /// @throws SealingException DAMAGED when it is not this package of this object as it was sealed
    void open(
            long number,
            boolean isLast,
            byte[] sealed,
            int sealedOffset,
            int length,
            byte[] plain,
            int plainOffset)
            throws SealingException;

    /// What stands in for the MD5 of plain bytes where that must not be told: the same for the same
    /// bytes under the key of one object or upload, and of no use to whoever lacks it.
    ///
    /// @param md5 16 bytes
    /// @return 16 bytes
    byte[] blind(byte[] md5);

    /// The cipher of one part of an upload, which has a key of its own.
    ///
    /// @param number of the part
    /// @param salt random and never used before, for a part may be sent again
    ContentCipher ofPart(int number, byte[] salt);
}
