package io.holdfast.drive;

import io.holdfast.base.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/// Keys, records and shards as the engine makes them.
public final class TestKeys {
    public static final long BUCKET = 7;

    private TestKeys() {}

    /// HEAD key: bucket · key · 0.
    public static byte[] head(String key) {
        byte[] text = key.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[8 + text.length + 1];
        Bytes.putLong(bytes, 0, BUCKET);
        System.arraycopy(text, 0, bytes, 8, text.length);
        return bytes;
    }

    /// VERSION key: HEAD key · ~creation.
    public static byte[] version(String key, long creation) {
        return ChangeApplier.versionKey(head(key), creation);
    }

    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Bytes that tell shards apart.
    public static byte[] shard(int seed, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (seed * 31 + i * 7 + (i >>> 8));
        }
        return bytes;
    }

    public static BucketUsage oneObject(long bytes) {
        return new BucketUsage(1, 1, 0, bytes);
    }

    /// The identity of one of four drives.
    public static DriveIdentity identity(int index) {
        return new DriveIdentity(
                new UUID(1, 1),
                0,
                0,
                index,
                4,
                2,
                new UUID(2, index),
                new UUID(3, index),
                DriveIdentity.FORMAT,
                DriveIdentity.FORMAT);
    }

    /// An `identity.json` as a later version might leave it.
    public static byte[] identityOfFormat(int format, DriveIdentity of) {
        return IdentityFile.encode(
                new DriveIdentity(
                        of.deployment(),
                        of.pool(),
                        of.set(),
                        of.index(),
                        of.drives(),
                        of.parity(),
                        of.driveId(),
                        of.incarnation(),
                        format,
                        format));
    }

    /// True when the row is there with that record.
    static boolean isRecord(RowRead read, String record) {
        return read instanceof RowRead.Found found
                && Arrays.equals(found.row().record(), text(record));
    }
}
