package io.holdfast.object.heal;

import io.holdfast.cluster.Cluster;
import io.holdfast.drive.Change;
import io.holdfast.drive.Family;
import io.holdfast.drive.OpsWriter;
import io.holdfast.object.StoreException;
import io.holdfast.object.commit.Draft;
import io.holdfast.object.commit.JournalFloor;
import io.holdfast.object.commit.Sequences;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.row.Keys;

/// Keeps the journal of a set bounded: entries older than the newest two million go, a few slots at
/// a time, while all drives are full. The floor is recorded first, so that a drive that was away
/// longer is rebuilt from the index (rule 24).
final class JournalTrim {
    private static final long KEPT = 2_000_000;
    private static final long SLACK = 500_000;
    private static final int SLOTS_PER_STEP = 16;

    private final SetLeader leader;
    private long floor;
    private int nextSlot = Cluster.SLOTS;

    JournalTrim(SetLeader leader) {
        this.leader = leader;
    }

    /// Does a bounded piece of work.
    void step() throws StoreException, InterruptedException {
        long ordinal = Sequences.ordinal(leader.decided());
        if (nextSlot == Cluster.SLOTS) {
            if (ordinal - Sequences.ordinal(floor) < KEPT + SLACK) {
                return;
            }
            floor = Sequences.of(leader.epoch(), ordinal - KEPT);
            nextSlot = 0;
            submit(
                    new OpsWriter()
                            .set(
                                    Family.META,
                                    JournalFloor.KEY,
                                    JournalFloor.record(floor),
                                    new OpsWriter.Shard.None()));
        }
        OpsWriter ops = new OpsWriter();
        for (int i = 0; i < SLOTS_PER_STEP && nextSlot < Cluster.SLOTS; i++, nextSlot++) {
            ops.removeRange(
                    Family.JOURNAL, Keys.journal(nextSlot, 0), Keys.journal(nextSlot, floor));
        }
        submit(ops);
    }

    private void submit(OpsWriter ops) throws StoreException, InterruptedException {
        leader.await(
                leader.submit(
                        Change.NO_SLOT,
                        _ -> new Draft(null, ops.toBytes(), null, Change.ALL_DRIVES),
                        null));
    }
}
