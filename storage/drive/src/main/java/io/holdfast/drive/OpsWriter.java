package io.holdfast.drive;

import io.holdfast.base.Bytes;
import java.util.Arrays;
import java.util.List;

/// Encodes the operations of a change once for all drives. The bytes go into the log as they are,
/// so this is a disk format: `docs/formats/log.md` draws it, {@link OpsReader} reads it.
///
/// Reversible operations, for changes that may yet be voided:
/// * `insert` puts a row at a key that has none;
/// * `replace` puts a row over another and keeps the old image inside the new row until it is
///   decided;
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

    static final int SHARD_NONE = 0;
    static final int SHARD_INLINE = 1;
    static final int SHARD_FILE = 2;
    static final int SHARD_KEEP = 3;
    static final int SHARD_MISSING = 4;

    private byte[] buffer;
    private int length;

    public OpsWriter() {
        this(256);
    }

    public OpsWriter(int expectedBytes) {
        buffer = new byte[expectedBytes];
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
        /// `set`.
        record Keep() implements Shard {}

        /// Known to be lost on this drive.
        record Missing() implements Shard {}
    }

    public OpsWriter insert(Family family, byte[] key, byte[] record, Shard shard) {
        return put(INSERT, family, key, record, shard);
    }

    public OpsWriter replace(Family family, byte[] key, byte[] record, Shard shard) {
        return put(REPLACE, family, key, record, shard);
    }

    /// The row at {@code from} becomes the row at {@code to}, shard included; {@code to} must be
    /// free.
    public OpsWriter move(Family fromFamily, byte[] from, Family toFamily, byte[] to) {
        u8(MOVE);
        u8(fromFamily.code());
        bytes(from);
        u8(toFamily.code());
        bytes(to);
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
        u8(REMOVE);
        u8(family.code());
        bytes(key);
        return this;
    }

    /// Removes the rows in [from, to) and frees what they owned; {@code to} must not be empty.
    public OpsWriter removeRange(Family family, byte[] from, byte[] to) {
        u8(REMOVE_RANGE);
        u8(family.code());
        bytes(from);
        bytes(to);
        return this;
    }

    public OpsWriter setCount(long bucketId, BucketUsage absolute) {
        return counters(SET_COUNT, bucketId, absolute);
    }

    /// START (rule 9): undecided changes of earlier epochs that are in neither list are void and
    /// undone; those kept are decided; those in doubt stay as they are.
    public OpsWriter start(int epoch, List<StreamPosition> kept, List<StreamPosition> inDoubt) {
        u8(START);
        varint(Integer.toUnsignedLong(epoch));
        positions(kept);
        positions(inDoubt);
        return this;
    }

    /// VOID (rule 14): the change at the position is undone where it is held.
    public OpsWriter voided(StreamPosition position) {
        u8(VOID);
        position(position);
        return this;
    }

    /// A copy of what was written.
    public byte[] toBytes() {
        return Arrays.copyOf(buffer, length);
    }

    private OpsWriter put(int opcode, Family family, byte[] key, byte[] record, Shard shard) {
        u8(opcode);
        u8(family.code());
        bytes(key);
        bytes(record);
        switch (shard) {
            case Shard.None _ -> u8(SHARD_NONE);
            case Shard.Inline(int number) -> {
                u8(SHARD_INLINE);
                varint(number);
            }
            case Shard.File(ShardId id) -> {
                u8(SHARD_FILE);
                room(ShardId.BYTES);
                id.write(buffer, length);
                length += ShardId.BYTES;
            }
            case Shard.Keep _ -> u8(SHARD_KEEP);
            case Shard.Missing _ -> u8(SHARD_MISSING);
        }
        return this;
    }

    private OpsWriter counters(int opcode, long bucketId, BucketUsage usage) {
        u8(opcode);
        room(40);
        Bytes.putLong(buffer, length, bucketId);
        Bytes.putLong(buffer, length + 8, usage.objects());
        Bytes.putLong(buffer, length + 16, usage.versions());
        Bytes.putLong(buffer, length + 24, usage.markers());
        Bytes.putLong(buffer, length + 32, usage.bytes());
        length += 40;
        return this;
    }

    private void positions(List<StreamPosition> positions) {
        varint(positions.size());
        positions.forEach(this::position);
    }

    private void position(StreamPosition position) {
        varint(Integer.toUnsignedLong(position.epoch()));
        varint(position.ordinal());
    }

    private void u8(int value) {
        room(1);
        buffer[length++] = (byte) value;
    }

    private void varint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            buffer[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[length++] = (byte) rest;
    }

    private void bytes(byte[] bytes) {
        varint(bytes.length);
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void room(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
