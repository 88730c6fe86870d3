package io.holdfast.object.commit;

import io.holdfast.base.Checks;
import io.holdfast.base.Clock;
import io.holdfast.base.Host;
import io.holdfast.base.Pending;
import io.holdfast.cluster.Cluster;
import io.holdfast.drive.Change;
import io.holdfast.drive.OpsWriter;
import io.holdfast.drive.StreamPosition;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.row.JournalEntry;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Gives changes their numbers and puts them into the ring (rule 2). Any thread.
final class Sequencer {
    private final IntSupplier epoch;
    private final ChangeRing ring;
    private final DecisionMark mark;
    private final CopyCount copies;
    private final LeaderOptions options;
    private final Clock clock;
    private final ReentrantLock order = new ReentrantLock();
    private final long[] lastInSlot = new long[Cluster.SLOTS];
    private long reserved;

    Sequencer(
            IntSupplier epoch,
            ChangeRing ring,
            DecisionMark mark,
            CopyCount copies,
            LeaderOptions options,
            Clock clock) {
        this.epoch = epoch;
        this.ring = ring;
        this.mark = mark;
        this.copies = copies;
        this.options = options;
        this.clock = clock;
    }

    /// A new change.
    ///
    /// @throws StoreException TOO_BUSY: nothing was numbered
    Submitted submit(int slot, SetLeader.Drafter drafter, @Nullable OnDecided onDecided)
            throws StoreException, InterruptedException {
        awaitRoom();
        return numberAndPublish(slot, drafter, onDecided);
    }

    /// A change of an earlier epoch again, under its old number.
    ///
    /// @param drives that lack it
    Submitted resubmit(int slot, long sequence, byte[] entry, byte[] ops, int drives)
            throws StoreException, InterruptedException {
        awaitRoom();
        Pending<Boolean> done = new Pending<>();
        Numbering numbering = number(Change.NO_SLOT, new DecisionMark.InFlight(done, null));
        StreamPosition position = Sequences.position(numbering.sequence());
        copies.expect(position.ordinal(), 0, 0);
        ring.publish(new Change(position, slot, sequence, entry, ops, null, drives));
        return new Submitted(numbering.sequence(), done);
    }

    /// A change that is the very next one after all that the drive has.
    ///
    /// @param feed of the drive, as it is now
    Submitted submitQuiesced(Supplier<@Nullable DriveFeed> feed, SetLeader.Drafter drafter)
            throws StoreException, InterruptedException {
        awaitRoom();
        order.lockInterruptibly();
        try {
            long deadline = clock.monotonicNs() + options.commitTimeoutNs();
            DriveFeed present = feed.get();
            while (present == null || present.durable() < reserved) {
                if (present == null || present.fault() != null || clock.monotonicNs() > deadline) {
                    ring.returnRoom();
                    throw new StoreException(StoreError.TOO_BUSY, "the drives did not catch up");
                }
                present.drive().wake();
                Host.current().park(this, 100_000);
            }
            return numberAndPublish(Change.NO_SLOT, drafter, null);
        } finally {
            order.unlock();
        }
    }

    /// Takes back the changes that can not get their copies: their VOIDs follow them in the stream,
    /// and count once they are decided as any change is (rule 14).
    ///
    /// @return false when there is none, or too many VOIDs are on their way
    boolean voidHopeless() {
        if (!copies.isAnyHopeless() || !ring.borrowRoom()) {
            return false;
        }
        Submitted _ =
                numberAndPublish(
                        Change.NO_SLOT,
                        numbering -> {
                            OpsWriter ops = new OpsWriter();
                            StreamPosition own = Sequences.position(numbering.sequence());
                            for (long ordinal : copies.voidHopeless(own.ordinal())) {
                                mark.expectVoid(ordinal);
                                ops.voided(new StreamPosition(own.epoch(), ordinal));
                            }
                            return new Draft(null, ops.toBytes(), null, Change.ALL_DRIVES);
                        },
                        null);
        return true;
    }

    private void awaitRoom() throws StoreException, InterruptedException {
        if (!ring.awaitRoom(options.commitTimeoutNs())) {
            throw new StoreException(StoreError.TOO_BUSY, "too many changes wait for the drives");
        }
    }

    private Submitted numberAndPublish(
            int slot, SetLeader.Drafter drafter, @Nullable OnDecided onDecided) {
        Pending<Boolean> done = new Pending<>();
        Numbering numbering = number(slot, new DecisionMark.InFlight(done, onDecided));
        publish(slot, numbering, drafter);
        return new Submitted(numbering.sequence(), done);
    }

    private Numbering number(int slot, DecisionMark.InFlight flight) {
        order.lock();
        try {
            long ordinal = ++reserved;
            Checks.that(ordinal <= Sequences.ORDINAL_MAX, "this epoch has no numbers left");
            long sequence = Sequences.of(epoch.getAsInt(), ordinal);
            long previous = 0;
            if (slot != Change.NO_SLOT) {
                previous = lastInSlot[slot];
                lastInSlot[slot] = sequence;
            }
            mark.expect(ordinal, flight);
            return new Numbering(sequence, previous);
        } finally {
            order.unlock();
        }
    }

    /// A number that was given must be filled (rule 14): when the drafter fails, by a VOID of
    /// itself.
    private void publish(int slot, Numbering numbering, SetLeader.Drafter drafter) {
        StreamPosition position = Sequences.position(numbering.sequence());
        boolean isPublished = false;
        try {
            Draft draft = drafter.draft(numbering);
            JournalEntry entry = draft.entry();
            copies.expect(position.ordinal(), draft.copies(), entry == null ? 0 : entry.holders());
            ring.publish(
                    new Change(
                            position,
                            entry == null ? Change.NO_SLOT : slot,
                            numbering.sequence(),
                            entry == null ? new byte[0] : entry.toBytes(),
                            draft.ops(),
                            draft.shards(),
                            draft.drives()));
            isPublished = true;
        } finally {
            if (!isPublished) {
                copies.expect(position.ordinal(), 0, 0);
                ring.publish(
                        Change.control(
                                position,
                                new OpsWriter().voided(position).toBytes(),
                                Change.ALL_DRIVES));
            }
        }
    }
}
