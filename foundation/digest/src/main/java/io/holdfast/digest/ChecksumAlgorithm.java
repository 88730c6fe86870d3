package io.holdfast.digest;

import java.util.Locale;
import java.util.Optional;

/// The checksums that a client may send with an object [S3 user guide: Checking object integrity].
public enum ChecksumAlgorithm {
    CRC32(4, true),
    CRC32C(4, true),
    CRC64NVME(8, true),
    SHA1(20, false),
    SHA256(32, false);

    private final int digestBytes;
    private final boolean canCombine;
    private final String headerName = "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);

    ChecksumAlgorithm(int digestBytes, boolean canCombine) {
        this.digestBytes = digestBytes;
        this.canCombine = canCombine;
    }

    /// The algorithm of an S3 name, in any case.
    public static Optional<ChecksumAlgorithm> ofS3Name(String name) {
        for (ChecksumAlgorithm algorithm : values()) {
            if (algorithm.name().equalsIgnoreCase(name)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /// The algorithm of a header's or trailer's name, in any case.
    public static Optional<ChecksumAlgorithm> ofHeaderName(String name) {
        for (ChecksumAlgorithm algorithm : values()) {
            if (algorithm.headerName.equalsIgnoreCase(name)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /// The header or trailer that carries the value, in lower case.
    public String headerName() {
        return headerName;
    }

    /// The name in headers and documents, such as `CRC32C`.
    public String s3Name() {
        return name();
    }

    /// Bytes of a value.
    public int digestBytes() {
        return digestBytes;
    }

    /// True when the value of a whole follows from those of its parts, so that a multipart object
    /// can have a full-object checksum.
    public boolean canCombine() {
        return canCombine;
    }

    /// A fresh computation.
    public Checksum newChecksum() {
        return switch (this) {
            case CRC32 -> new CrcChecksum(new java.util.zip.CRC32(), digestBytes);
            case CRC32C -> new CrcChecksum(new java.util.zip.CRC32C(), digestBytes);
            case CRC64NVME -> new CrcChecksum(new Crc64Nvme(), digestBytes);
            case SHA1 -> new DigestChecksum("SHA-1");
            case SHA256 -> new DigestChecksum("SHA-256");
        };
    }
}
