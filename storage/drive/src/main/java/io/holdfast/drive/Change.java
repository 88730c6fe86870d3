package io.holdfast.drive;

import io.holdfast.base.Bytes;
import org.jspecify.annotations.Nullable;

/// One sequenced change, shared by all drives of a set; only the shards differ per drive.
/// Immutable, so that every drive's commit thread reads it without locks.
///
/// A change is durable on a drive when its entry, rows, counters and inline shards are in the
/// drive's log and fsynced; it is all there or not at all. Until the drive learns that it is
/// decided, what it replaced stays (rule 15), so the drive can still take it back when a VOID or a
/// START says so (rule 14).
public final class Change {
    /// {@link #drives()} of a change for all drives.
    public static final int ALL_DRIVES = -1;

    /// {@link #slot()} of a change without a journal entry.
    public static final int NO_SLOT = -1;

    private final StreamPosition position;
    private final int slot;
    private final long sequence;
    private final byte[] entry;
    private final byte[] ops;
    private final byte @Nullable [][][] shards;
    private final int drives;

    /// @param position place in the stream
    /// @param slot the slot whose journal gets the entry, or {@link #NO_SLOT}
    /// @param sequence the change's number in its slot; 0 without a slot
    /// @param entry the journal value; ignored without a slot
    /// @param ops built with {@link OpsWriter}
    /// @param shards by drive index, then by the shard number that an op names; a null row for a
    ///   drive means that this drive's shards could not be made, so its rows are stored as shard
    ///   missing
    /// @param drives bit i = the change concerns drive i; others skip it and report it durable
    public Change(
            StreamPosition position,
            int slot,
            long sequence,
            byte[] entry,
            byte[] ops,
            byte @Nullable [][][] shards,
            int drives) {
        this.position = position;
        this.slot = slot;
        this.sequence = sequence;
        this.entry = entry;
        this.ops = ops;
        this.shards = shards;
        this.drives = drives;
    }

    /// A change that writes no journal entry: heal, purge, START.
    public static Change control(StreamPosition position, byte[] ops, int drives) {
        return new Change(position, NO_SLOT, 0, Bytes.EMPTY, ops, null, drives);
    }

    public StreamPosition position() {
        return position;
    }

    public int slot() {
        return slot;
    }

    public long sequence() {
        return sequence;
    }

    /// The journal value. Must not be modified.
    public byte[] entry() {
        return entry;
    }

    /// The encoded operations. Must not be modified.
    public byte[] ops() {
        return ops;
    }

    public int drives() {
        return drives;
    }

    public boolean concerns(int driveIndex) {
        return (drives >>> driveIndex & 1) != 0;
    }

    /// This drive's bytes of a shard, or null when there are none. Must not be modified.
    public byte @Nullable [] shard(int driveIndex, int number) {
        if (shards == null) {
            return null;
        }
        byte[][] own = shards[driveIndex];
        return own == null || number >= own.length ? null : own[number];
    }
}
