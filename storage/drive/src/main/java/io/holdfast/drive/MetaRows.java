package io.holdfast.drive;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;
import io.holdfast.base.Bytes;
import java.nio.charset.StandardCharsets;

/// Keys and values of the drive's own rows in META and COUNT; `docs/formats/index.md` draws them.
final class MetaRows {
    /// The one row that says which batch was applied last.
    static final byte[] APPLIED = "a".getBytes(StandardCharsets.US_ASCII);

    /// First byte of the rows that hold a segment's live bytes.
    static final byte SEGMENT = 's';

    private MetaRows() {}

    /// What the row {@link #APPLIED} says.
    ///
    /// @param applied the batch whose rows are in the index, with all before it
    /// @param next where the batch after it begins
    /// @param crc the header checksum of the applied batch, which the next one repeats
    /// @param oldestUndecided where reading must begin to know the undecided changes
    record Applied(
            LogPosition applied,
            LogPosition next,
            int crc,
            LogPosition oldestUndecided,
            StreamPosition mark,
            StreamPosition tail,
            StreamPosition whole,
            int promise,
            int start) {
        byte[] encode() {
            ByteWriter out = new ByteWriter(128);
            applied.write(out);
            next.write(out);
            out.i32(crc);
            oldestUndecided.write(out);
            FieldCodec.write(out, mark);
            FieldCodec.write(out, tail);
            FieldCodec.write(out, whole);
            return out.i32(promise).i32(start).toBytes();
        }

        static Applied decode(byte[] bytes) {
            ByteReader in = new ByteReader(bytes);
            return new Applied(
                    LogPosition.read(in),
                    LogPosition.read(in),
                    in.i32(),
                    LogPosition.read(in),
                    FieldCodec.position(in),
                    FieldCodec.position(in),
                    FieldCodec.position(in),
                    in.i32(),
                    in.i32());
        }
    }

    static byte[] bucketKey(long bucketId) {
        byte[] key = new byte[8];
        Bytes.putLong(key, 0, bucketId);
        return key;
    }

    static byte[] segmentKey(int segment) {
        return new ByteWriter(5).u8(SEGMENT).i32(segment).toBytes();
    }

    static int segmentOf(byte[] key) {
        return Bytes.getInt(key, 1);
    }

    static byte[] encode(long value) {
        return bucketKey(value);
    }

    static byte[] encode(BucketUsage usage) {
        return new ByteWriter(32)
                .i64(usage.objects())
                .i64(usage.versions())
                .i64(usage.markers())
                .i64(usage.bytes())
                .toBytes();
    }

    static BucketUsage decodeUsage(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        return new BucketUsage(in.i64(), in.i64(), in.i64(), in.i64());
    }
}
