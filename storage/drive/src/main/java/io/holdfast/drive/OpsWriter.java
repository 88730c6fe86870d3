package io.holdfast.drive;

import io.holdfast.base.ByteWriter;
import io.holdfast.drive.file.ChecksumTable;
import java.nio.ByteBuffer;
import java.util.List;

/// Encodes the operations of a change once for all drives. The bytes go into the log as they are,
/// so this is a disk format: `docs/formats/log.md` draws it, {@link OpsReader} reads it.
///
/// Reversible operations, for changes that may yet be voided:
/// * `insert` puts a row at a key that has none;
/// * `replace` puts a row over another and keeps the old image inside the new row until it is
///   decided;
/// * `cover` puts a row where there is none, or one that owns no shard and is then kept inside the
///   new row until it is decided: a tombstone may be cleared away on some drives and not on others;
/// * `move` renames a row;
/// * `count` adds to a bucket's counters.
///
/// Final operations, for decided facts (heal, purge, trimming): `set`, `remove`, `removeRange`,
/// `setCount`. A change holds either reversible or final operations, never both.
///
/// Not thread-safe.
public final class OpsWriter {
    static final int INSERT = 1;
    static final int REPLACE = 2;
    static final int MOVE = 3;
    static final int COUNT = 4;
    static final int SET = 5;
    static final int REMOVE = 6;
    static final int REMOVE_RANGE = 7;
    static final int SET_COUNT = 8;
    static final int START = 9;
    static final int VOID = 10;
    static final int COVER = 11;

    static final int SHARD_NONE = 0;
    static final int SHARD_INLINE = 1;
    static final int SHARD_FILE = 2;
    static final int SHARD_KEEP = 3;
    static final int SHARD_MISSING = 4;

    private final ByteWriter out;

    public OpsWriter() {
        this(256);
    }

    public OpsWriter(int expectedBytes) {
        out = new ByteWriter(expectedBytes);
    }

    /// What a row that is put owns.
    public sealed interface Shard {
        /// Nothing.
        record None() implements Shard {}

        /// The change's inline shard of that number.
        record Inline(int number) implements Shard {}

        /// The staged and sealed file; a drive that has no such staging record stores the row as
        /// shard missing (rule 18).
        record File(ShardId id) implements Shard {}

        /// What the replaced row owns: an update of metadata in place. Only for `replace` and
        /// `set`. A drive that is being rebuilt may hold an older row there, whose shard is another
        /// one: it then stores the row as shard missing.
        ///
        /// @param priorCrc CRC32C of the record that is replaced
        record Keep(int priorCrc) implements Shard {
            /// Keeps the shard of the row with that record.
            public static Keep of(byte[] priorRecord) {
                return new Keep(ChecksumTable.crcOf(ByteBuffer.wrap(priorRecord)));
            }

            boolean isOf(byte[] record) {
                return of(record).priorCrc == priorCrc;
            }
        }

        /// Known to be lost on this drive.
        record Missing() implements Shard {}
    }

    public OpsWriter insert(Family family, byte[] key, byte[] record, Shard shard) {
        return put(INSERT, family, key, record, shard);
    }

    public OpsWriter replace(Family family, byte[] key, byte[] record, Shard shard) {
        return put(REPLACE, family, key, record, shard);
    }

    public OpsWriter cover(Family family, byte[] key, byte[] record, Shard shard) {
        return put(COVER, family, key, record, shard);
    }

    /// The row at {@code from} becomes the row at {@code to}, shard included; {@code to} must be
    /// free.
    public OpsWriter move(Family fromFamily, byte[] from, Family toFamily, byte[] to) {
        out.u8(MOVE);
        out.u8(fromFamily.code());
        out.bytes(from);
        out.u8(toFamily.code());
        out.bytes(to);
        return this;
    }

    public OpsWriter count(long bucketId, BucketUsage delta) {
        return counters(COUNT, bucketId, delta);
    }

    /// Puts the row whatever was there; what the old row owned is freed.
    public OpsWriter set(Family family, byte[] key, byte[] record, Shard shard) {
        return put(SET, family, key, record, shard);
    }

    /// Removes the row if it is there and frees what it owned.
    public OpsWriter remove(Family family, byte[] key) {
        out.u8(REMOVE);
        out.u8(family.code());
        out.bytes(key);
        return this;
    }

    /// Removes the rows in [from, to) and frees what they owned; {@code to} must not be empty.
    public OpsWriter removeRange(Family family, byte[] from, byte[] to) {
        out.u8(REMOVE_RANGE);
        out.u8(family.code());
        out.bytes(from);
        out.bytes(to);
        return this;
    }

    public OpsWriter setCount(long bucketId, BucketUsage absolute) {
        return counters(SET_COUNT, bucketId, absolute);
    }

    /// START (rule 9): undecided changes of earlier epochs that are in neither list are void and
    /// undone; those kept are decided; those in doubt stay as they are.
    public OpsWriter start(int epoch, List<StreamPosition> kept, List<StreamPosition> inDoubt) {
        out.u8(START);
        out.varint(Integer.toUnsignedLong(epoch));
        positions(kept);
        positions(inDoubt);
        return this;
    }

    /// VOID (rule 14): the change at the position is undone where it is held.
    public OpsWriter voided(StreamPosition position) {
        out.u8(VOID);
        position(position);
        return this;
    }

    /// A copy of what was written.
    public byte[] toBytes() {
        return out.toBytes();
    }

    private OpsWriter put(int opcode, Family family, byte[] key, byte[] record, Shard shard) {
        out.u8(opcode);
        out.u8(family.code());
        out.bytes(key);
        out.bytes(record);
        switch (shard) {
            case Shard.None _ -> out.u8(SHARD_NONE);
            case Shard.Inline(int number) -> {
                out.u8(SHARD_INLINE);
                out.varint(number);
            }
            case Shard.File(ShardId id) -> {
                out.u8(SHARD_FILE);
                FieldCodec.write(out, id);
            }
            case Shard.Keep(int priorCrc) -> {
                out.u8(SHARD_KEEP);
                out.i32(priorCrc);
            }
            case Shard.Missing _ -> out.u8(SHARD_MISSING);
        }
        return this;
    }

    private OpsWriter counters(int opcode, long bucketId, BucketUsage usage) {
        out.u8(opcode);
        out.i64(bucketId).i64(usage.objects()).i64(usage.versions());
        out.i64(usage.markers()).i64(usage.bytes());
        return this;
    }

    private void positions(List<StreamPosition> positions) {
        out.varint(positions.size());
        positions.forEach(this::position);
    }

    private void position(StreamPosition position) {
        out.varint(Integer.toUnsignedLong(position.epoch()));
        out.varint(position.ordinal());
    }
}
