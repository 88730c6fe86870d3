package io.holdfast.drive;

import io.holdfast.drive.OpsReader.Op;
import java.util.ArrayList;
import java.util.List;

/// What a drive that lies makes of a change's operations.
final class LyingOps {
    private final SimulatedMedium medium;
    private final DriveState state;
    private final OpsWriter out = new OpsWriter();

    private LyingOps(SimulatedMedium medium) {
        this.medium = medium;
        this.state = medium.state();
    }

    static LoggedChange twist(SimulatedMedium medium, LoggedChange change) {
        if (!medium.isLying()) {
            return change;
        }
        LyingOps lying = new LyingOps(medium);
        OpsReader.read(change.ops()).forEach(lying::twist);
        return new LoggedChange(
                change.position(),
                change.slot(),
                change.sequence(),
                change.entry(),
                lying.out.toBytes());
    }

    private void twist(Op op) {
        switch (op) {
            case Op.Put put -> put(put);
            case Op.Move move ->
                    out.move(move.fromFamily(), move.from(), move.toFamily(), move.to());
            case Op.Count(boolean isAbsolute, long bucket, BucketUsage usage) -> {
                if (isAbsolute) {
                    out.setCount(bucket, usage);
                    return;
                }
                out.count(bucket, usage);
                if (medium.tells(DriveLie.COUNTS_TWICE)) {
                    out.count(bucket, usage);
                }
            }
            case Op.Remove(Family family, byte[] key) -> {
                if (!medium.tells(DriveLie.KEEPS_PURGED_ROWS)) {
                    out.remove(family, key);
                }
            }
            case Op.RemoveRange(Family family, byte[] from, byte[] to) -> {
                if (!medium.tells(DriveLie.KEEPS_PURGED_ROWS)) {
                    out.removeRange(family, from, to);
                }
            }
            case Op.Start start -> start(start);
            case Op.Voided(StreamPosition position) -> out.voided(position);
        }
    }

    private void put(Op.Put put) {
        boolean isTrimmed = medium.tells(DriveLie.TRIMS_TOO_EARLY);
        switch (put.kind()) {
            case INSERT -> out.insert(put.family(), put.key(), put.record(), put.shard());
            case COVER -> out.cover(put.family(), put.key(), put.record(), put.shard());
            case REPLACE -> {
                if (isTrimmed && !(put.shard() instanceof OpsWriter.Shard.Keep)) {
                    out.set(put.family(), put.key(), put.record(), put.shard());
                } else {
                    out.replace(put.family(), put.key(), put.record(), put.shard());
                }
            }
            case SET -> {
                boolean isSkipped =
                        put.family() == Family.JOURNAL
                                ? medium.tells(DriveLie.SKIPS_COPIED_ENTRIES)
                                : put.family() != Family.META
                                        && medium.tells(DriveLie.SKIPS_REPAIRS);
                if (!isSkipped) {
                    out.set(put.family(), put.key(), put.record(), put.shard());
                }
            }
        }
    }

    private void start(Op.Start start) {
        List<StreamPosition> kept = new ArrayList<>(start.kept());
        List<UndecidedChange> earlier = state.undecided().beforeEpoch(start.epoch());
        if (medium.tells(DriveLie.VOIDS_KEPT_ROWS)) {
            kept.clear();
        }
        for (UndecidedChange change : earlier) {
            StreamPosition position = change.change().position();
            boolean isVoid = !kept.contains(position) && !start.inDoubt().contains(position);
            if (isVoid && medium.tells(DriveLie.KEEPS_VOID_ROWS)) {
                kept.add(position);
            } else if (isVoid && medium.tells(DriveLie.FORGETS_TO_UNCOUNT)) {
                countAgain(change);
            }
        }
        out.start(start.epoch(), kept, start.inDoubt());
    }

    private void countAgain(UndecidedChange change) {
        for (Op op : change.ops()) {
            if (op instanceof Op.Count(boolean isAbsolute, long bucket, BucketUsage usage)
                    && !isAbsolute) {
                out.count(bucket, usage);
            }
        }
    }
}
