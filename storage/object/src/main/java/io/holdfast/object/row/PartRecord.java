package io.holdfast.object.row;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;
import io.holdfast.base.Bytes;
import io.holdfast.object.ObjectChecksum;
import java.util.Optional;

/// What a `P` row holds: one part, whose shards the row owns.
///
/// @param change sequence of the change that stored it, also in the row's key
/// @param etag MD5, 16 bytes
public record PartRecord(
        long change,
        long size,
        long modifiedMs,
        Coding coding,
        byte[] etag,
        Optional<ObjectChecksum> checksum) {
    private static final int FORMAT = 1;

    /// The change's sequence, read without decoding the rest.
    public static long changeOf(byte[] record) {
        return Bytes.getLong(record, 1);
    }

    public byte[] toBytes() {
        ByteWriter out = new ByteWriter(64);
        out.u8(FORMAT).i64(change).varint(size).i64(modifiedMs);
        coding.write(out);
        out.raw(etag);
        AttributesCodec.writeChecksum(out, checksum);
        return out.toBytes();
    }

    /// Decodes a record.
    ///
    /// @throws IllegalArgumentException when the bytes are not a record of a known format
    public static PartRecord read(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int format = in.u8();
        if (format != FORMAT) {
            throw new IllegalArgumentException("part record of format " + format);
        }
        return new PartRecord(
                in.i64(),
                in.varint(),
                in.i64(),
                Coding.read(in),
                in.raw(16),
                AttributesCodec.readChecksum(in));
    }
}
