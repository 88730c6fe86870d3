package io.holdfast.drive;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;

/// Small values that stand in rows and in the log, each written one way only;
/// `docs/formats/index.md` draws them. Readers throw {@link IllegalArgumentException} for bytes
/// that are no such value.
final class FieldCodec {
    private static final int NONE = 0;
    private static final int IN_LOG = 1;
    private static final int IN_FILE = 2;
    private static final int MISSING = 3;

    private FieldCodec() {}

    static void write(ByteWriter out, StreamPosition position) {
        out.i32(position.epoch()).i64(position.ordinal());
    }

    static StreamPosition position(ByteReader in) {
        return new StreamPosition(in.i32(), in.i64());
    }

    static void write(ByteWriter out, ShardId id) {
        out.i64(id.high()).i64(id.low());
    }

    static ShardId shardId(ByteReader in) {
        return new ShardId(in.i64(), in.i64());
    }

    /// A varint in 0…2³¹−1.
    static int int31(ByteReader in) {
        long value = in.varint();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("number out of range: " + value);
        }
        return (int) value;
    }

    static void write(ByteWriter out, Location location) {
        switch (location) {
            case Location.None _ -> out.u8(NONE);
            case Location.Missing _ -> out.u8(MISSING);
            case Location.InLog(int segment, long offset, int length, int crc) ->
                    out.u8(IN_LOG).varint(segment).varint(offset).varint(length).i32(crc);
            case Location.InFile(ShardId id, long length, int chunkBytes, int tableCrc) -> {
                out.u8(IN_FILE);
                write(out, id);
                out.varint(length).varint(chunkBytes).i32(tableCrc);
            }
        }
    }

    static Location location(ByteReader in) {
        int kind = in.u8();
        return switch (kind) {
            case NONE -> Location.none();
            case MISSING -> Location.missing();
            case IN_LOG -> new Location.InLog(int31(in), in.varint(), int31(in), in.i32());
            case IN_FILE -> new Location.InFile(shardId(in), in.varint(), int31(in), in.i32());
            default -> throw new IllegalArgumentException("unknown location kind " + kind);
        };
    }
}
