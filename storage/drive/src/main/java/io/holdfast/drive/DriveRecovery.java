package io.holdfast.drive;

import io.holdfast.base.Bytes;
import io.holdfast.drive.log.BatchHeader;
import io.holdfast.drive.log.LogEnd;
import io.holdfast.drive.log.LogReader;
import io.holdfast.drive.log.Segments;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Brings the index up to the end of the log. What the index holds from its last flush is the state
/// after some batch; the log from there on is applied again. Batches before it are read only to
/// know the undecided changes. One thread, before the drive serves.
final class DriveRecovery {
    private final IndexStore index;
    private final Segments segments;
    private final DriveState state = new DriveState();
    private MetaRows.@Nullable Applied applied;
    private long replayedBytes;
    private @Nullable String mismatch;

    DriveRecovery(IndexStore index, Segments segments) {
        this.index = index;
        this.segments = segments;
    }

    /// What was found.
    sealed interface Outcome {
        /// The index has caught up.
        ///
        /// @param applied where the index stands now
        record Whole(
                DriveState state, MetaRows.Applied applied, LogEnd.Tail tail, long replayedBytes)
                implements Outcome {}

        record Damaged(String detail) implements Outcome {}
    }

    Outcome run() throws IOException {
        MetaRows.Applied flushed = index.applied();
        if (flushed != null) {
            applied = flushed;
            load(flushed);
        } else if (!index.isEmpty()) {
            return new Outcome.Damaged("the index has rows and does not say of which batch");
        }
        LogReader reader = new LogReader(segments);
        LogEnd end = flushed == null ? replayAll(reader) : replayFrom(reader, flushed);
        String wrong = mismatch;
        if (wrong != null) {
            return new Outcome.Damaged(wrong);
        }
        return switch (end) {
            case LogEnd.Damaged(String detail) -> new Outcome.Damaged(detail);
            case LogEnd.Tail tail -> outcome(tail, flushed);
        };
    }

    private Outcome outcome(LogEnd.Tail tail, MetaRows.@Nullable Applied flushed) {
        if (flushed != null && tail.next() <= flushed.applied().batch()) {
            return new Outcome.Damaged(
                    "the log ends before batch "
                            + flushed.applied().batch()
                            + ", which the index holds");
        }
        MetaRows.Applied now = applied;
        if (now == null) {
            LogPosition first = new LogPosition(tail.next(), tail.segment(), tail.offset());
            now =
                    new MetaRows.Applied(
                            LogPosition.NONE,
                            first,
                            0,
                            first,
                            StreamPosition.ZERO,
                            StreamPosition.ZERO,
                            StreamPosition.ZERO,
                            0,
                            0);
        }
        return new Outcome.Whole(state, now, tail, replayedBytes);
    }

    private void load(MetaRows.Applied flushed) {
        state.raiseMark(flushed.mark());
        state.restoreTail(flushed.tail(), flushed.whole());
        state.raisePromise(flushed.promise());
        state.raiseStart(flushed.start());
        index.scan(
                Family.COUNT,
                new byte[0],
                new byte[0],
                (key, value) -> {
                    long bucket = Bytes.getLong(key, 0);
                    state.setUsage(bucket, MetaRows.decodeUsage(value));
                    return true;
                });
        index.scan(
                Family.META,
                new byte[] {MetaRows.SEGMENT},
                new byte[] {MetaRows.SEGMENT + 1},
                (key, value) -> {
                    long live = Bytes.getLong(value, 0);
                    state.setLiveBytes(MetaRows.segmentOf(key), live);
                    return true;
                });
    }

    /// A fresh index: the log begins with batch 1, or segments are gone.
    private LogEnd replayAll(LogReader reader) throws IOException {
        return reader.walk(LogEnd.NO_SEGMENT, 0, 1, 0, 1, this::replay);
    }

    private LogEnd replayFrom(LogReader reader, MetaRows.Applied flushed) throws IOException {
        LogPosition start = flushed.oldestUndecided();
        long next = flushed.next().batch();
        boolean isNothingHeld = start.batch() == next;
        return reader.walk(
                start.segment(),
                start.offset(),
                start.batch(),
                isNothingHeld ? flushed.crc() : 0,
                next,
                (header, crc, items) -> {
                    if (header.number() < next) {
                        restore(header, items);
                        checkJoint(header, crc, flushed);
                    } else {
                        replay(header, crc, items);
                    }
                });
    }

    private void checkJoint(BatchHeader header, int crc, MetaRows.Applied flushed) {
        if (header.number() == flushed.applied().batch()) {
            if (crc != flushed.crc()) {
                mismatch = "batch " + header.number() + " is not the one that the index applied";
            }
            findReplaced();
        }
    }

    private void replay(BatchHeader header, int crc, byte[] bytes) {
        LogPosition here = new LogPosition(header.number(), header.segment(), header.offset());
        BatchPlan plan = new BatchPlan(state, index, here);
        ItemApplier applier = new ItemApplier(plan);
        StreamPosition mark = new StreamPosition(header.markEpoch(), header.markOrdinal());
        LogItem.read(bytes).forEach(applier::apply);
        applier.changes().decide(mark);
        plan.finish();
        LogPosition next =
                new LogPosition(
                        here.batch() + 1, here.segment(), here.offset() + header.totalBytes());
        MetaRows.Applied now =
                new MetaRows.Applied(
                        here,
                        next,
                        crc,
                        state.undecided().oldestLogged(next),
                        state.mark(),
                        state.tail(),
                        state.whole(),
                        state.promise(),
                        state.start());
        plan.rows().put(Family.META, MetaRows.APPLIED, now.encode());
        try {
            index.write(plan.rows());
        } catch (IOException e) {
            throw new RowStore.StoreFailure("replay", e);
        }
        plan.publishUsage();
        applied = now;
        replayedBytes += header.totalBytes();
    }

    /// Follows which changes were undecided, without touching rows: the index holds their effects.
    private void restore(BatchHeader header, byte[] bytes) {
        LogPosition here = new LogPosition(header.number(), header.segment(), header.offset());
        StreamPosition mark = new StreamPosition(header.markEpoch(), header.markOrdinal());
        for (LogItem item : LogItem.read(bytes)) {
            if (item instanceof LogItem.Changed changed) {
                restore(changed, here);
            }
        }
        forgetUpTo(mark);
    }

    private void forgetUpTo(StreamPosition mark) {
        for (UndecidedChange change : state.undecided().upTo(mark)) {
            state.undecided().remove(change.change().position());
        }
    }

    private void restore(LogItem.Changed changed, LogPosition here) {
        UndecidedChange held =
                new UndecidedChange(changed.change(), OpsReader.read(changed.change().ops()), here);
        held.setCounted(changed.isCounted());
        for (OpsReader.Op op : held.ops()) {
            switch (op) {
                case OpsReader.Op.Voided(StreamPosition position) ->
                        state.undecided().remove(position);
                case OpsReader.Op.Start start -> forgetSettled(start);
                case OpsReader.Op.Put put -> {
                    if (put.shard() instanceof OpsWriter.Shard.Missing) {
                        held.setRowOnly();
                    }
                }
                case OpsReader.Op.Move _,
                        OpsReader.Op.Count _,
                        OpsReader.Op.Remove _,
                        OpsReader.Op.RemoveRange _ -> {}
            }
        }
        if (changed.placements().contains(Location.missing())) {
            held.setRowOnly();
        }
        state.undecided().add(held);
    }

    private void forgetSettled(OpsReader.Op.Start start) {
        for (UndecidedChange change : state.undecided().beforeEpoch(start.epoch())) {
            StreamPosition position = change.change().position();
            if (!start.inDoubt().contains(position)) {
                state.undecided().remove(position);
            }
        }
    }

    /// What the undecided changes replaced stands in their rows.
    private void findReplaced() {
        BatchPlan view = new BatchPlan(state, index, LogPosition.NONE);
        ChangeUndo rows = new ChangeUndo(view);
        for (UndecidedChange change : state.undecided().all()) {
            for (int i = 0; i < change.ops().size(); i++) {
                if (change.ops().get(i) instanceof OpsReader.Op.Put put) {
                    change.setReplaced(i, rows.replacedBy(change, put));
                }
            }
        }
    }
}
