package io.holdfast.drive;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/// One thing that a batch of the log does; `docs/formats/log.md` draws the bytes. Replaying the
/// items of all batches in order gives the rows of the index.
sealed interface LogItem {
    /// A change of the leader's stream.
    ///
    /// @param placements where its shards went, in the order in which its operations name them
    /// @param isRebuilding whether the drive tolerated gaps when it took the change
    /// @param isCounted whether its counters were added (rule 27)
    record Changed(
            LoggedChange change, List<Location> placements, boolean isRebuilding, boolean isCounted)
            implements LogItem {
        public Changed {
            placements = List.copyOf(placements);
        }
    }

    /// A promise (rule 6).
    record Promised(int epoch) implements LogItem {}

    /// A shard file is about to be written (rule 18).
    record Staged(ShardId id) implements LogItem {}

    /// A staged file was given up: no change may name it any more, then it is unlinked.
    record Freed(ShardId id) implements LogItem {}

    /// A freed file was unlinked.
    record Dropped(ShardId id) implements LogItem {}

    /// A shard in the log moved, so that its segment can be recycled.
    ///
    /// @param family of the row that owns it now
    /// @param creation sequence under which the engine may move that row later
    /// @param now the new place; missing when the bytes turned out to be rotten
    @SuppressWarnings("ArrayRecordComponent") // never changed after construction
    record Relocated(Family family, byte[] key, long creation, Location.InLog old, Location now)
            implements LogItem {}

    int CHANGED = 1;
    int PROMISED = 2;
    int STAGED = 3;
    int FREED = 4;
    int DROPPED = 5;
    int RELOCATED = 6;

    int REBUILDING = 1;
    int COUNTED = 2;

    static void write(ByteWriter out, LogItem item) {
        switch (item) {
            case Changed(LoggedChange change, var placements, var rebuilding, var counted) -> {
                out.u8(CHANGED).u8((rebuilding ? REBUILDING : 0) | (counted ? COUNTED : 0));
                FieldCodec.write(out, change.position());
                out.varint(change.slot() + 1).i64(change.sequence());
                out.bytes(change.entry()).bytes(change.ops()).varint(placements.size());
                placements.forEach(location -> FieldCodec.write(out, location));
            }
            case Promised(int epoch) -> out.u8(PROMISED).i32(epoch);
            case Staged(ShardId id) -> FieldCodec.write(out.u8(STAGED), id);
            case Freed(ShardId id) -> FieldCodec.write(out.u8(FREED), id);
            case Dropped(ShardId id) -> FieldCodec.write(out.u8(DROPPED), id);
            case Relocated(Family family, byte[] key, long creation, var old, Location now) -> {
                out.u8(RELOCATED).u8(family.code()).bytes(key).i64(creation);
                FieldCodec.write(out, old);
                FieldCodec.write(out, now);
            }
        }
    }

    /// Reads all items of a batch.
    ///
    /// @throws IllegalArgumentException when the bytes are no items
    static List<LogItem> read(byte[] bytes) {
        List<LogItem> items = new ArrayList<>();
        ByteReader in = new ByteReader(bytes);
        while (in.hasMore()) {
            items.add(read(in));
        }
        return items;
    }

    private static LogItem read(ByteReader in) {
        int kind = in.u8();
        return switch (kind) {
            case CHANGED -> changed(in);
            case PROMISED -> new Promised(in.i32());
            case STAGED -> new Staged(FieldCodec.shardId(in));
            case FREED -> new Freed(FieldCodec.shardId(in));
            case DROPPED -> new Dropped(FieldCodec.shardId(in));
            case RELOCATED -> {
                Family family = Family.ofCode(in.u8());
                byte[] key = in.bytes();
                long creation = in.i64();
                if (!(FieldCodec.location(in) instanceof Location.InLog old)) {
                    throw new IllegalArgumentException("only shards in the log are relocated");
                }
                yield new Relocated(family, key, creation, old, FieldCodec.location(in));
            }
            default -> throw new IllegalArgumentException("unknown log item " + kind);
        };
    }

    private static Changed changed(ByteReader in) {
        int flags = in.u8();
        StreamPosition position = FieldCodec.position(in);
        int slot = FieldCodec.int31(in) - 1;
        LoggedChange change = new LoggedChange(position, slot, in.i64(), in.bytes(), in.bytes());
        int count = FieldCodec.int31(in);
        List<Location> placements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            placements.add(FieldCodec.location(in));
        }
        return new Changed(change, placements, (flags & REBUILDING) != 0, (flags & COUNTED) != 0);
    }
}
