package io.holdfast.object.row;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;
import io.holdfast.base.Bytes;
import io.holdfast.base.ports.ContentCipher;
import io.holdfast.object.ObjectChecksum;
import java.util.Optional;

/// What a `P` row holds: one part, whose shards the row owns.
///
/// @param change sequence of the change that stored it, also in the row's key
/// @param size bytes of object
/// @param etag MD5, 16 bytes; a blind one when nobody but the key's holder may know it
/// @param salt of the part's own key, 16 bytes; when it is sealed
public record PartRecord(
        long change,
        long size,
        long modifiedMs,
        Coding coding,
        byte[] etag,
        Optional<ObjectChecksum> checksum,
        Optional<byte[]> salt) {
    /// Bytes of a salt: by chance the same for two sendings of a part would be a disaster.
    public static final int SALT_BYTES = 16;

    private static final int FORMAT = 1;
    private static final int FORMAT_SEALED = 2;

    /// The change's sequence, read without decoding the rest.
    public static long changeOf(byte[] record) {
        return Bytes.getLong(record, 1);
    }

    /// Bytes that the row's shards hold: those of the part, or sealed ones.
    public long storedBytes() {
        return salt.isPresent() ? ContentCipher.sealedBytes(size) : size;
    }

    public byte[] toBytes() {
        ByteWriter out = new ByteWriter(64);
        out.u8(salt.isPresent() ? FORMAT_SEALED : FORMAT);
        out.i64(change).varint(size).i64(modifiedMs);
        coding.write(out);
        out.raw(etag);
        AttributesCodec.writeChecksum(out, checksum);
        salt.ifPresent(out::raw);
        return out.toBytes();
    }

    /// Decodes a record.
    ///
    /// @throws IllegalArgumentException when the bytes are not a record of a known format
    public static PartRecord read(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int format = in.u8();
        if (format != FORMAT && format != FORMAT_SEALED) {
            throw new IllegalArgumentException("part record of format " + format);
        }
        return new PartRecord(
                in.i64(),
                in.varint(),
                in.i64(),
                Coding.read(in),
                in.raw(16),
                AttributesCodec.readChecksum(in),
                format == FORMAT_SEALED ? Optional.of(in.raw(SALT_BYTES)) : Optional.empty());
    }
}
