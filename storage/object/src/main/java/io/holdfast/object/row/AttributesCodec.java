package io.holdfast.object.row;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;
import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.object.ChecksumType;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectChecksum;
import io.holdfast.object.ObjectLock;
import io.holdfast.object.Retention;
import io.holdfast.object.RetentionMode;
import java.util.Map;
import java.util.Optional;

/// Parts that several records share.
final class AttributesCodec {
    private static final int NO_CHECKSUM = 0;
    private static final int FLAG_REDUCED = 1;
    private static final int FLAG_RETENTION = 2;
    private static final int FLAG_LEGAL_HOLD = 4;
    private static final int FLAG_ACL = 8;

    private AttributesCodec() {}

    static void write(ByteWriter out, ObjectAttributes attributes) {
        out.texts(attributes.headers());
        out.texts(attributes.userMetadata());
        out.texts(attributes.tags());
        ObjectLock lock = attributes.lock();
        out.u8(
                (attributes.storageClass().equals(ObjectAttributes.STANDARD) ? 0 : FLAG_REDUCED)
                        | (lock.retention().isPresent() ? FLAG_RETENTION : 0)
                        | (lock.isLegalHold() ? FLAG_LEGAL_HOLD : 0)
                        | (attributes.acl().isEmpty() ? 0 : FLAG_ACL));
        lock.retention()
                .ifPresent(retention -> out.u8(codeOf(retention.mode())).i64(retention.untilMs()));
        if (!attributes.acl().isEmpty()) {
            out.text(attributes.acl());
        }
    }

    static ObjectAttributes read(ByteReader in) {
        Map<String, String> headers = in.texts();
        Map<String, String> userMetadata = in.texts();
        Map<String, String> tags = in.texts();
        int flags = in.u8();
        if ((flags & ~(FLAG_REDUCED | FLAG_RETENTION | FLAG_LEGAL_HOLD | FLAG_ACL)) != 0) {
            throw new IllegalArgumentException("unknown flags of attributes " + flags);
        }
        Optional<Retention> retention =
                (flags & FLAG_RETENTION) == 0
                        ? Optional.empty()
                        : Optional.of(new Retention(modeOf(in.u8()), in.i64()));
        return new ObjectAttributes(
                headers,
                userMetadata,
                tags,
                (flags & FLAG_REDUCED) == 0
                        ? ObjectAttributes.STANDARD
                        : ObjectAttributes.REDUCED_REDUNDANCY,
                new ObjectLock(retention, (flags & FLAG_LEGAL_HOLD) != 0),
                (flags & FLAG_ACL) == 0 ? "" : in.text());
    }

    /// Codes on disk; never reassigned.
    private static int codeOf(RetentionMode mode) {
        return switch (mode) {
            case GOVERNANCE -> 1;
            case COMPLIANCE -> 2;
        };
    }

    private static RetentionMode modeOf(int code) {
        return switch (code) {
            case 1 -> RetentionMode.GOVERNANCE;
            case 2 -> RetentionMode.COMPLIANCE;
            default -> throw new IllegalArgumentException("unknown retention mode " + code);
        };
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
