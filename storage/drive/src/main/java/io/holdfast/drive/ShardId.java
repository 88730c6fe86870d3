package io.holdfast.drive;

import io.holdfast.base.Bytes;
import java.util.HexFormat;

/// The name of a shard file: 128 random bits, the same on every drive that holds a shard of one
/// part. A name is never used twice and its content never rewritten.
public record ShardId(long high, long low) {
    public static final int BYTES = 16;

    /// Reads 16 bytes at the offset.
    public static ShardId read(byte[] bytes, int offset) {
        return new ShardId(Bytes.getLong(bytes, offset), Bytes.getLong(bytes, offset + 8));
    }

    /// Writes 16 bytes at the offset.
    public void write(byte[] bytes, int offset) {
        Bytes.putLong(bytes, offset, high);
        Bytes.putLong(bytes, offset + 8, low);
    }

    public byte[] toBytes() {
        byte[] bytes = new byte[BYTES];
        write(bytes, 0);
        return bytes;
    }

    /// 32 lower-case hex digits; the file's name.
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}
