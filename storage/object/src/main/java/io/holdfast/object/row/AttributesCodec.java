package io.holdfast.object.row;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;
import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.object.ChecksumType;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectChecksum;
import java.util.Optional;

/// Parts that several records share.
final class AttributesCodec {
    private static final int NO_CHECKSUM = 0;

    private AttributesCodec() {}

    static void write(ByteWriter out, ObjectAttributes attributes) {
        out.texts(attributes.headers());
        out.texts(attributes.userMetadata());
        out.texts(attributes.tags());
        out.u8(attributes.storageClass().equals(ObjectAttributes.STANDARD) ? 0 : 1);
    }

    static ObjectAttributes read(ByteReader in) {
        return new ObjectAttributes(
                in.texts(),
                in.texts(),
                in.texts(),
                in.u8() == 0 ? ObjectAttributes.STANDARD : ObjectAttributes.REDUCED_REDUNDANCY);
    }

    static void writeChecksum(ByteWriter out, Optional<ObjectChecksum> checksum) {
        if (checksum.isEmpty()) {
            out.u8(NO_CHECKSUM);
            return;
        }
        out.u8(codeOf(checksum.get().algorithm()));
        out.u8(checksum.get().type() == ChecksumType.FULL_OBJECT ? 0 : 1);
        out.raw(checksum.get().value());
    }

    static Optional<ObjectChecksum> readChecksum(ByteReader in) {
        int code = in.u8();
        if (code == NO_CHECKSUM) {
            return Optional.empty();
        }
        ChecksumAlgorithm algorithm = algorithmOf(code);
        ChecksumType type = in.u8() == 0 ? ChecksumType.FULL_OBJECT : ChecksumType.COMPOSITE;
        return Optional.of(new ObjectChecksum(algorithm, type, in.raw(algorithm.digestBytes())));
    }

    /// Codes on disk; never reassigned.
    static int codeOf(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> 1;
            case CRC32C -> 2;
            case SHA1 -> 3;
            case SHA256 -> 4;
            case CRC64NVME -> 5;
        };
    }

    static ChecksumAlgorithm algorithmOf(int code) {
        return switch (code) {
            case 1 -> ChecksumAlgorithm.CRC32;
            case 2 -> ChecksumAlgorithm.CRC32C;
            case 3 -> ChecksumAlgorithm.SHA1;
            case 4 -> ChecksumAlgorithm.SHA256;
            case 5 -> ChecksumAlgorithm.CRC64NVME;
            default -> throw new IllegalArgumentException("unknown checksum " + code);
        };
    }
}
