package io.holdfast.object.row;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;
import java.util.Optional;

/// A part of a completed object, as its part table names it.
///
/// @param number as the client numbered it
/// @param sequence of the part's change: with upload id and number the key of its row
/// @param etag MD5, 16 bytes
/// @param checksum raw value in the upload's algorithm, if it has one
public record PartRef(
        int number,
        long sequence,
        long size,
        byte[] etag,
        long modifiedMs,
        Optional<byte[]> checksum) {
    static final int BYTES_MIN = 1 + 8 + 1 + 16 + 8 + 1;

    void write(ByteWriter out) {
        out.varint(number).i64(sequence).varint(size).raw(etag).i64(modifiedMs);
        out.bytes(checksum.orElse(new byte[0]));
    }

    static PartRef read(ByteReader in) {
        int number = (int) in.varint();
        long sequence = in.i64();
        long size = in.varint();
        byte[] etag = in.raw(16);
        long modifiedMs = in.i64();
        byte[] checksum = in.bytes();
        return new PartRef(
                number,
                sequence,
                size,
                etag,
                modifiedMs,
                checksum.length == 0 ? Optional.empty() : Optional.of(checksum));
    }
}
