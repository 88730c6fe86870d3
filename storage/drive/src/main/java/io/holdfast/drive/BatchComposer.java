package io.holdfast.drive;

import io.holdfast.base.ByteWriter;
import io.holdfast.drive.log.LogWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/// Makes one batch: plans its rows while it lays out the bytes for the log, writes and syncs the
/// log, then puts the rows into the index. Commit thread only; used for one batch.
final class BatchComposer {
    private static final int CHANGE_OVERHEAD = 256;

    private final DriveState state;
    private final IndexStore index;
    private final LogWriter log;
    private final StagedFiles staged;
    private final int driveIndex;
    private final BatchPlan plan;
    private final ItemApplier applier;
    private final ByteWriter items = new ByteWriter(4096);

    /// Begins a batch.
    ///
    /// @param bytesMax sum of {@link #bytesMax} of all that will be added
    BatchComposer(
            DriveState state,
            IndexStore index,
            LogWriter log,
            StagedFiles staged,
            int driveIndex,
            long bytesMax)
            throws IOException {
        this.state = state;
        this.index = index;
        this.log = log;
        this.staged = staged;
        this.driveIndex = driveIndex;
        log.begin(bytesMax);
        plan =
                new BatchPlan(
                        state, index, new LogPosition(log.number(), log.segment(), log.offset()));
        applier = new ItemApplier(plan);
    }

    /// At most so many bytes in the log: shards, and for each operation its own bytes and those of
    /// its placement.
    static long bytesMax(Change change, int driveIndex) {
        long shards = 0;
        int number = 0;
        byte[] shard = change.shard(driveIndex, number);
        while (shard != null) {
            shards += shard.length;
            shard = change.shard(driveIndex, ++number);
        }
        return CHANGE_OVERHEAD
                + shards
                + number * 64L
                + change.entry().length
                + 4L * change.ops().length;
    }

    void decide(StreamPosition mark) {
        applier.changes().decide(mark);
    }

    /// Adds a change.
    ///
    /// @return false when a shard of it is not here, so that it is a row and not a copy
    boolean add(Change change, boolean isRebuilding) {
        LoggedChange logged = LoggedChange.of(change);
        Placements.Recording placements = Placements.recording(placing(change));
        state.setRebuilding(isRebuilding);
        UndecidedChange held = applier.changes().apply(logged, placements);
        LogItem.write(
                items,
                new LogItem.Changed(logged, placements.answers(), isRebuilding, held.isCounted()));
        return held.isCopy();
    }

    private Placements placing(Change change) {
        return new Placements() {
            @Override
            public Location inline(int number) {
                byte[] shard = change.shard(driveIndex, number);
                return shard == null ? Location.missing() : place(shard);
            }

            @Override
            public Location file(ShardId id) {
                return staged.sealed(id);
            }
        };
    }

    private Location.InLog place(byte[] shard) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.wrap(shard));
        long offset = log.addPayload(shard);
        return new Location.InLog(log.segment(), offset, shard.length, (int) crc.getValue());
    }

    /// Adds a request.
    ///
    /// @return false when there is nothing to do: a promise too low, a shard that nobody owns
    boolean add(CommitRequest request) {
        LogItem item = request.item();
        switch (item) {
            case LogItem.Promised(int epoch) -> {
                if (Integer.compareUnsigned(epoch, state.promise()) < 0) {
                    return false;
                }
            }
            case LogItem.Relocated relocated -> {
                if (!applier.owns(relocated.family(), relocated.key(), relocated.old())) {
                    return false;
                }
                byte[] payload = request.payload();
                item =
                        new LogItem.Relocated(
                                relocated.family(),
                                relocated.key(),
                                relocated.creation(),
                                relocated.old(),
                                payload == null ? Location.missing() : place(payload));
            }
            case LogItem.Changed _, LogItem.Staged _, LogItem.Freed _, LogItem.Dropped _ -> {}
        }
        applier.apply(item);
        LogItem.write(items, item);
        return true;
    }

    /// Makes the batch durable and visible.
    ///
    /// @return where the index now stands
    MetaRows.Applied commit() throws IOException {
        plan.finish();
        long total = log.commit(items.toBytes(), state.mark().epoch(), state.mark().ordinal());
        MetaRows.Applied applied = applied(total);
        plan.rows().put(Family.META, MetaRows.APPLIED, applied.encode());
        index.write(plan.rows());
        plan.publishUsage();
        plan.consumedFiles().forEach(staged::forget);
        return applied;
    }

    private MetaRows.Applied applied(long total) {
        LogPosition here = plan.logged();
        LogPosition next = new LogPosition(here.batch() + 1, here.segment(), here.offset() + total);
        return new MetaRows.Applied(
                here,
                next,
                log.lastCrc(),
                state.undecided().oldestLogged(next),
                state.mark(),
                state.tail(),
                state.whole(),
                state.promise(),
                state.start());
    }

    /// Files to unlink, now that it is durable that no row names them.
    List<ShardId> freedFiles() {
        return plan.freedFiles();
    }
}
