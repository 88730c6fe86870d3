package io.holdfast.drive;

import io.holdfast.base.ByteReader;
import java.util.ArrayList;
import java.util.List;

/// Decodes what {@link OpsWriter} wrote. The input may come from a damaged disk: every length is
/// checked and anything else than a whole list of operations is refused.
public final class OpsReader {
    private final ByteReader in;

    private OpsReader(byte[] bytes) {
        in = new ByteReader(bytes);
    }

    /// One operation.
    public sealed interface Op {
        record Put(Kind kind, Family family, byte[] key, byte[] record, OpsWriter.Shard shard)
                implements Op {}

        record Move(Family fromFamily, byte[] from, Family toFamily, byte[] to) implements Op {}

        record Count(boolean isAbsolute, long bucketId, BucketUsage usage) implements Op {}

        record Remove(Family family, byte[] key) implements Op {}

        record RemoveRange(Family family, byte[] from, byte[] to) implements Op {}

        record Start(int epoch, List<StreamPosition> kept, List<StreamPosition> inDoubt)
                implements Op {
            public Start {
                kept = List.copyOf(kept);
                inDoubt = List.copyOf(inDoubt);
            }
        }

        record Voided(StreamPosition position) implements Op {}

        /// How a row is put.
        enum Kind {
            INSERT,
            REPLACE,
            COVER,
            SET
        }
    }

    /// Decodes a whole list.
    ///
    /// @throws IllegalArgumentException when the bytes are not a list of operations
    public static List<Op> read(byte[] bytes) {
        OpsReader reader = new OpsReader(bytes);
        List<Op> ops = new ArrayList<>();
        while (reader.in.hasMore()) {
            ops.add(reader.next());
        }
        return ops;
    }

    private Op next() {
        int opcode = in.u8();
        return switch (opcode) {
            case OpsWriter.INSERT -> put(Op.Kind.INSERT);
            case OpsWriter.REPLACE -> put(Op.Kind.REPLACE);
            case OpsWriter.COVER -> put(Op.Kind.COVER);
            case OpsWriter.SET -> put(Op.Kind.SET);
            case OpsWriter.MOVE -> new Op.Move(family(), in.bytes(), family(), in.bytes());
            case OpsWriter.COUNT -> new Op.Count(false, in.i64(), usage());
            case OpsWriter.SET_COUNT -> new Op.Count(true, in.i64(), usage());
            case OpsWriter.REMOVE -> new Op.Remove(family(), in.bytes());
            case OpsWriter.REMOVE_RANGE -> new Op.RemoveRange(family(), in.bytes(), in.bytes());
            case OpsWriter.START -> new Op.Start((int) in.varint(), positions(), positions());
            case OpsWriter.VOID -> new Op.Voided(position());
            default -> throw new IllegalArgumentException("unknown operation " + opcode);
        };
    }

    private Op put(Op.Kind kind) {
        return new Op.Put(kind, family(), in.bytes(), in.bytes(), shard());
    }

    private OpsWriter.Shard shard() {
        int code = in.u8();
        return switch (code) {
            case OpsWriter.SHARD_NONE -> new OpsWriter.Shard.None();
            case OpsWriter.SHARD_INLINE -> new OpsWriter.Shard.Inline((int) in.varint());
            case OpsWriter.SHARD_FILE -> new OpsWriter.Shard.File(FieldCodec.shardId(in));
            case OpsWriter.SHARD_KEEP -> new OpsWriter.Shard.Keep(in.i32());
            case OpsWriter.SHARD_MISSING -> new OpsWriter.Shard.Missing();
            default -> throw new IllegalArgumentException("unknown shard code " + code);
        };
    }

    private Family family() {
        return Family.ofCode(in.u8());
    }

    private BucketUsage usage() {
        return new BucketUsage(in.i64(), in.i64(), in.i64(), in.i64());
    }

    private List<StreamPosition> positions() {
        int count = in.count(2);
        List<StreamPosition> positions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            positions.add(position());
        }
        return positions;
    }

    private StreamPosition position() {
        return new StreamPosition((int) in.varint(), in.varint());
    }
}
