package io.holdfast.object.bucket;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.DefaultRetention;
import io.holdfast.object.RetentionMode;
import io.holdfast.object.Versioning;
import java.util.Map;
import java.util.Optional;

/// A bucket in the registry, under `bucket/<name>`.
///
/// @param isDeleting no change is taken any more; the bucket is removed or taken back (rule 3)
record BucketRecord(BucketInfo info, boolean isDeleting) {
    private static final int FORMAT = 1;
    private static final int LOCK = 1;
    private static final int DELETING = 2;
    private static final int RETENTION = 4;
    private static final int DOCUMENTS = 8;
    private static final int OWNER = 16;

    byte[] toBytes() {
        ByteWriter out = new ByteWriter(64);
        out.u8(FORMAT).i64(info.id()).i64(info.createdMs());
        out.u8(code(info.versioning()));
        out.u8(
                (info.isObjectLockEnabled() ? LOCK : 0)
                        | (isDeleting ? DELETING : 0)
                        | (info.defaultRetention().isPresent() ? RETENTION : 0)
                        | (info.documents().isEmpty() ? 0 : DOCUMENTS)
                        | (info.owner().isEmpty() ? 0 : OWNER));
        out.text(info.region()).texts(info.tags());
        info.defaultRetention().ifPresent(retention -> write(out, retention));
        if (!info.documents().isEmpty()) {
            out.texts(info.documents());
        }
        if (!info.owner().isEmpty()) {
            out.text(info.owner());
        }
        return out.toBytes();
    }

    static BucketRecord read(String name, byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int format = in.u8();
        if (format != FORMAT) {
            throw new IllegalArgumentException("bucket record of format " + format);
        }
        long id = in.i64();
        long createdMs = in.i64();
        Versioning versioning = versioning(in.u8());
        int flags = in.u8();
        String region = in.text();
        Map<String, String> tags = in.texts();
        Optional<DefaultRetention> retention =
                (flags & RETENTION) == 0 ? Optional.empty() : Optional.of(retention(in));
        Map<String, String> documents = (flags & DOCUMENTS) == 0 ? Map.of() : in.texts();
        String owner = (flags & OWNER) == 0 ? "" : in.text();
        return new BucketRecord(
                new BucketInfo(
                        name,
                        id,
                        createdMs,
                        versioning,
                        (flags & LOCK) != 0,
                        retention,
                        region,
                        tags,
                        documents,
                        owner),
                (flags & DELETING) != 0);
    }

    private static void write(ByteWriter out, DefaultRetention retention) {
        out.u8(retention.mode() == RetentionMode.GOVERNANCE ? 1 : 2);
        out.u8(retention.isYears() ? 1 : 0).varint(retention.count());
    }

    private static DefaultRetention retention(ByteReader in) {
        int mode = in.u8();
        int unit = in.u8();
        long count = in.varint();
        if (mode < 1 || mode > 2 || unit > 1 || count < 1 || count > DefaultRetention.DAYS_MAX) {
            throw new IllegalArgumentException("default retention out of range");
        }
        return new DefaultRetention(
                mode == 1 ? RetentionMode.GOVERNANCE : RetentionMode.COMPLIANCE,
                (int) count,
                unit == 1);
    }

    private static int code(Versioning versioning) {
        return switch (versioning) {
            case OFF -> 0;
            case ENABLED -> 1;
            case SUSPENDED -> 2;
        };
    }

    private static Versioning versioning(int code) {
        return switch (code) {
            case 0 -> Versioning.OFF;
            case 1 -> Versioning.ENABLED;
            case 2 -> Versioning.SUSPENDED;
            default -> throw new IllegalArgumentException("unknown versioning " + code);
        };
    }
}
