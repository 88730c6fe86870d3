package io.holdfast.drive;

import io.holdfast.base.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Decodes what {@link OpsWriter} wrote. The input may come from a damaged disk: every length is
/// checked and anything else than a whole list of operations is refused.
public final class OpsReader {
    private final byte[] bytes;
    private int at;

    private OpsReader(byte[] bytes) {
        this.bytes = bytes;
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
            SET
        }
    }

    /// Decodes a whole list.
    ///
    /// @throws IllegalArgumentException when the bytes are not a list of operations
    public static List<Op> read(byte[] bytes) {
        OpsReader reader = new OpsReader(bytes);
        List<Op> ops = new ArrayList<>();
        while (reader.at < bytes.length) {
            ops.add(reader.next());
        }
        return ops;
    }

    private Op next() {
        int opcode = u8();
        return switch (opcode) {
            case OpsWriter.INSERT -> put(Op.Kind.INSERT);
            case OpsWriter.REPLACE -> put(Op.Kind.REPLACE);
            case OpsWriter.SET -> put(Op.Kind.SET);
            case OpsWriter.MOVE -> new Op.Move(family(), bytes(), family(), bytes());
            case OpsWriter.COUNT -> new Op.Count(false, i64(), usage());
            case OpsWriter.SET_COUNT -> new Op.Count(true, i64(), usage());
            case OpsWriter.REMOVE -> new Op.Remove(family(), bytes());
            case OpsWriter.REMOVE_RANGE -> new Op.RemoveRange(family(), bytes(), bytes());
            case OpsWriter.START -> new Op.Start((int) varint(), positions(), positions());
            case OpsWriter.VOID -> new Op.Voided(position());
            default -> throw new IllegalArgumentException("unknown operation " + opcode);
        };
    }

    private Op put(Op.Kind kind) {
        return new Op.Put(kind, family(), bytes(), bytes(), shard());
    }

    private OpsWriter.Shard shard() {
        int code = u8();
        return switch (code) {
            case OpsWriter.SHARD_NONE -> new OpsWriter.Shard.None();
            case OpsWriter.SHARD_INLINE -> new OpsWriter.Shard.Inline((int) varint());
            case OpsWriter.SHARD_FILE -> {
                need(ShardId.BYTES);
                ShardId id = ShardId.read(bytes, at);
                at += ShardId.BYTES;
                yield new OpsWriter.Shard.File(id);
            }
            case OpsWriter.SHARD_KEEP -> new OpsWriter.Shard.Keep();
            case OpsWriter.SHARD_MISSING -> new OpsWriter.Shard.Missing();
            default -> throw new IllegalArgumentException("unknown shard code " + code);
        };
    }

    private Family family() {
        return Family.ofCode(u8());
    }

    private BucketUsage usage() {
        return new BucketUsage(i64(), i64(), i64(), i64());
    }

    private List<StreamPosition> positions() {
        long count = varint();
        if (count > bytes.length - at) {
            throw new IllegalArgumentException("list of " + count + " positions");
        }
        List<StreamPosition> positions = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            positions.add(position());
        }
        return positions;
    }

    private StreamPosition position() {
        return new StreamPosition((int) varint(), varint());
    }

    private int u8() {
        need(1);
        return bytes[at++] & 0xff;
    }

    private long i64() {
        need(8);
        long value = Bytes.getLong(bytes, at);
        at += 8;
        return value;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IllegalArgumentException("number too long");
    }

    private byte[] bytes() {
        long length = varint();
        need(length);
        byte[] part = Arrays.copyOfRange(bytes, at, at + (int) length);
        at += (int) length;
        return part;
    }

    private void need(long count) {
        if (count < 0 || count > bytes.length - at) {
            throw new IllegalArgumentException("cut short at byte " + at);
        }
    }
}
