package io.holdfast.drive;

import io.holdfast.base.Bytes;
import io.holdfast.drive.OpsReader.Op;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns changes into row writes. The one place that knows what an operation does, used when a
/// change is first taken and again when the log is replayed. Commit thread only.
///
/// A change that does not fit the rows throws {@link Divergence}, unless the drive is rebuilding
/// (rule 4).
final class ChangeApplier {
    private final BatchPlan plan;
    private final DriveState state;
    private final RowBatch rows;
    private final ChangeUndo undo;

    ChangeApplier(BatchPlan plan) {
        this.plan = plan;
        state = plan.state();
        rows = plan.rows();
        undo = new ChangeUndo(plan);
    }

    /// Applies a change that follows all held ones in the stream. It counts as undecided until a
    /// mark passes it.
    ///
    /// @return the change as it is held until decided
    UndecidedChange apply(LoggedChange change, Placements placements) {
        UndecidedChange held =
                new UndecidedChange(change, OpsReader.read(change.ops()), plan.logged());
        boolean isNew = putEntry(change);
        held.setCounted(isNew);
        List<Op> ops = held.ops();
        for (int i = 0; i < ops.size(); i++) {
            applyOp(held, i, ops.get(i), placements);
        }
        state.undecided().add(held);
        state.raiseTail(change.position());
        return held;
    }

    /// Decides what the mark covers: what those changes replaced is freed (rule 15).
    void decide(StreamPosition mark) {
        for (UndecidedChange change : state.undecided().upTo(mark)) {
            decide(change);
        }
        state.raiseMark(mark);
    }

    private void decide(UndecidedChange change) {
        state.undecided().remove(change.change().position());
        for (int i = 0; i < change.ops().size(); i++) {
            plan.free(change.replaced(i));
        }
    }

    /// @return false when the entry was here already, so that its counters are in (rule 27)
    private boolean putEntry(LoggedChange change) {
        if (change.slot() == Change.NO_SLOT) {
            return true;
        }
        byte[] key = change.journalKey();
        // Only a drive that catches up meets an entry twice; on others the rows would diverge.
        boolean isNew = !state.isRebuilding() || rows.get(Family.JOURNAL, key) == null;
        rows.put(Family.JOURNAL, key, change.entry());
        return isNew;
    }

    private void applyOp(UndecidedChange held, int index, Op op, Placements placements) {
        switch (op) {
            case Op.Put put -> put(held, index, put, placements);
            case Op.Move move -> move(held, index, move);
            case Op.Count(boolean isAbsolute, long bucket, BucketUsage usage) -> {
                if (isAbsolute) {
                    plan.setUsage(bucket, usage);
                } else if (held.isCounted()) {
                    plan.addUsage(bucket, usage);
                }
            }
            case Op.Remove(Family family, byte[] key) -> remove(family, key);
            case Op.RemoveRange(Family family, byte[] from, byte[] to) ->
                    rows.keys(family, from, to).forEach(key -> remove(family, key));
            case Op.Start(int epoch, List<StreamPosition> kept, List<StreamPosition> inDoubt) ->
                    start(epoch, kept, inDoubt);
            case Op.Voided(StreamPosition position) -> {
                UndecidedChange target = state.undecided().remove(position);
                if (target != null) {
                    undo.undo(target);
                }
            }
        }
    }

    private void put(UndecidedChange held, int index, Op.Put put, Placements placements) {
        if (!DriveRows.isPut(put.family(), put.key())) {
            // A journal entry that a drive missed, copied to it as it is.
            rows.put(put.family(), put.key(), put.record());
            return;
        }
        RowImage current = rows.image(put.family(), put.key());
        if (!state.isRebuilding()) {
            checkFits(put, current);
        }
        boolean isKept =
                put.shard() instanceof OpsWriter.Shard.Keep keep && isPredecessor(keep, current);
        Location location = place(held, put.shard(), current, placements);
        if (!isKept) {
            plan.own(location);
        }
        RowImage prior = null;
        if (current != null) {
            if (put.kind() == Op.Kind.SET) {
                // A final operation: nothing to come back to.
                plan.free(isKept ? Location.none() : current.location());
            } else {
                prior = withoutDecided(current);
                held.setReplaced(index, isKept ? Location.none() : current.location());
            }
        }
        StreamPosition writer = held.change().position();
        rows.put(
                put.family(),
                put.key(),
                new RowImage(writer, put.record(), location, prior, isKept && prior != null));
    }

    private static void checkFits(Op.Put put, @Nullable RowImage current) {
        String misfit =
                switch (put.kind()) {
                    case INSERT -> current == null ? "" : "a row is there already: ";
                    case REPLACE -> current != null ? "" : "the row to replace is absent: ";
                    case COVER ->
                            current == null || current.location() instanceof Location.None
                                    ? ""
                                    : "the row to cover owns a shard: ";
                    case SET -> "";
                };
        if (!misfit.isEmpty()) {
            throw new Divergence(misfit + name(put.family(), put.key()));
        }
    }

    private Location place(
            UndecidedChange held,
            OpsWriter.Shard shard,
            @Nullable RowImage current,
            Placements placements) {
        return switch (shard) {
            case OpsWriter.Shard.None _ -> Location.none();
            case OpsWriter.Shard.Missing _ -> rowOnly(held);
            case OpsWriter.Shard.Keep keep ->
                    isPredecessor(keep, current) && current != null
                            ? current.location()
                            : rowOnly(held);
            case OpsWriter.Shard.Inline(int number) -> placed(held, placements.inline(number));
            case OpsWriter.Shard.File(ShardId id) -> placed(held, placements.file(id));
        };
    }

    /// True when the row there is the one whose shard is to be kept. Only a drive that has gaps can
    /// hold another.
    private boolean isPredecessor(OpsWriter.Shard.Keep keep, @Nullable RowImage current) {
        return current != null && (!state.isRebuilding() || keep.isOf(current.record()));
    }

    private Location placed(UndecidedChange held, Location location) {
        if (location instanceof Location.Missing) {
            return rowOnly(held);
        }
        if (location instanceof Location.InFile file) {
            plan.consumeFile(file.id());
        }
        return location;
    }

    private static Location rowOnly(UndecidedChange held) {
        held.setRowOnly();
        return Location.missing();
    }

    /// The image to embed: its own prior only while it may still come back.
    private RowImage withoutDecided(RowImage image) {
        return state.undecided().contains(image.writer()) ? image : image.withPrior(null);
    }

    private void move(UndecidedChange held, int index, Op.Move move) {
        byte[] row = rows.get(move.fromFamily(), move.from());
        if (row == null) {
            if (!state.isRebuilding()) {
                throw new Divergence(
                        "the row to move is absent: " + name(move.fromFamily(), move.from()));
            }
            return;
        }
        RowImage there = rows.image(move.toFamily(), move.to());
        if (there != null) {
            if (!state.isRebuilding()) {
                throw new Divergence("a row is there already: " + name(move.toFamily(), move.to()));
            }
            held.setReplaced(index, there.location());
        }
        rows.remove(move.fromFamily(), move.from());
        rows.put(move.toFamily(), move.to(), row);
    }

    private void remove(Family family, byte[] key) {
        if (family.ownsShards()) {
            RowImage current = rows.image(family, key);
            if (current == null) {
                return;
            }
            plan.free(current.location());
        }
        rows.remove(family, key);
    }

    private void start(int epoch, List<StreamPosition> kept, List<StreamPosition> inDoubt) {
        Set<StreamPosition> keptSet = new HashSet<>(kept);
        Set<StreamPosition> doubtSet = new HashSet<>(inDoubt);
        List<UndecidedChange> earlier = state.undecided().beforeEpoch(epoch);
        for (UndecidedChange change : earlier.reversed()) {
            StreamPosition position = change.change().position();
            if (!keptSet.contains(position) && !doubtSet.contains(position)) {
                state.undecided().remove(position);
                undo.undo(change);
            }
        }
        for (UndecidedChange change : earlier) {
            if (keptSet.contains(change.change().position())) {
                decide(change);
            }
        }
        state.raiseStart(epoch);
    }

    private static String name(Family family, byte[] key) {
        return family + "[" + HexFormat.of().formatHex(key) + "]";
    }

    /// The places where a row that a change put may stand now: where it was put, or among the older
    /// versions, to which the engine moves a row of sequence s under {@code ~s}.
    static byte[] versionKey(byte[] headKey, long sequence) {
        byte[] suffix = new byte[8];
        Bytes.putLong(suffix, 0, ~sequence);
        return Bytes.concat(headKey, suffix);
    }
}
