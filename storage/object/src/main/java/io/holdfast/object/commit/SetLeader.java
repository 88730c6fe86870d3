package io.holdfast.object.commit;

import io.holdfast.base.Clock;
import io.holdfast.cluster.ErasureSet;
import io.holdfast.cluster.Member;
import io.holdfast.cluster.MemberState;
import io.holdfast.cluster.SetGeometry;
import io.holdfast.drive.Change;
import io.holdfast.drive.Drive;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// The one sequencer of the slots that lie in a set (rule 2), on one node: numbers changes, streams
/// them to all attached drives, and decides them.
///
/// A change is decided when every drive in service has it durable and at least W drives have it
/// (rule 12). A drive in service that fails or makes no progress is first recorded as out in the
/// registry, then decisions go on without it (rule 13). There is no undo: a change that was
/// numbered is finished, or, when the process dies, settled by the next start (rules 8 and 14).
///
/// **Threads**: `submit` by request threads; `progressed` by the drives' commit threads; one watch
/// thread of its own.
public final class SetLeader implements AutoCloseable {
    private static final long PATIENCE_NS = 500_000_000;

    private final ErasureSet set;
    private final SetGeometry geometry;
    private final IntSupplier epoch;
    private final LeaderOptions options;
    private final Clock clock;
    private final ChangeRing ring = new ChangeRing();
    private final DecisionMark mark = new DecisionMark();
    private final FeedTable feeds;
    private final CopyCount copies;
    private final Sequencer sequencer;
    private volatile long floor;
    private volatile boolean hasFloor;
    private volatile Set<RowKey> inDoubt = Set.of();
    private final AtomicLong settlements = new AtomicLong();
    private volatile boolean isClosed;
    private final ServiceWatch watch;
    private final Attachments attachments;

    /// Makes the bytes of a numbered change.
    @FunctionalInterface
    public interface Drafter {
        Draft draft(Numbering numbering);
    }

    public SetLeader(ErasureSet set, IntSupplier epoch, LeaderOptions options, Clock clock) {
        this.set = set;
        this.geometry = set.geometry();
        this.epoch = epoch;
        this.options = options;
        this.clock = clock;
        this.feeds = new FeedTable(set.members());
        this.copies = new CopyCount(geometry, feeds);
        this.sequencer = new Sequencer(epoch, ring, mark, copies, options, clock);
        this.watch = new ServiceWatch(this, feeds, mark, options);
        this.attachments = new Attachments(this, feeds, ring, options);
    }

    /// The epoch of this process; 0 while the registry cannot be written, so that nobody may lead.
    public int epoch() {
        return epoch.getAsInt();
    }

    public ErasureSet set() {
        return set;
    }

    public SetGeometry geometry() {
        return geometry;
    }

    /// Brings drives to the stream and from it, into service and out of it.
    public Attachments attachments() {
        return attachments;
    }

    long nowNs() {
        return clock.monotonicNs();
    }

    /// Why changes are refused now; empty when they are taken.
    public Optional<String> whyReadOnly() {
        return watch.whyReadOnly();
    }

    /// Before {@link #serve}: everything up to this number counts as decided, for reads.
    public void setFloor(long sequence) {
        floor = sequence;
        hasFloor = true;
    }

    /// Sequence up to which every change is decided.
    public long decided() {
        return mark.isUnmoved() ? floor : Sequences.of(epoch(), mark.decided());
    }

    long decidedOrdinal() {
        return mark.decided();
    }

    long tail() {
        return ring.tail();
    }

    @Nullable Change change(long ordinal) {
        return ring.get(ordinal);
    }

    /// True when reads may rely on the drive at the place: it has every acknowledged change.
    public boolean isInService(int place) {
        return feeds.isInService(place);
    }

    /// True when the drive at the place gets new changes.
    public boolean isAttached(int place) {
        return feeds.isAttached(place);
    }

    /// The drive at the place if reads may rely on it. Before the leader serves these are the
    /// drives that the registry calls in service.
    public Optional<Drive> readable(int place) {
        if (mark.isUnmoved() && !hasFloor) {
            // Which rows are decided is not known before the drives have been asked.
            return Optional.empty();
        }
        DriveFeed feed = feeds.at(place);
        if (feed != null) {
            return isInService(place) ? Optional.of(feed.drive()) : Optional.empty();
        }
        if (!mark.isUnmoved() || !feeds.isNeeded(place)) {
            return Optional.empty();
        }
        // A drive that was replaced since is not the one that the registry called in service.
        Member member = set.members().get(place);
        return member.state() == MemberState.IN_SERVICE ? member.drive() : Optional.empty();
    }

    /// How many drives a read asks for a row: one that is in service knows every acknowledged
    /// change (rule 11); before the leader serves, R of them must agree (rule 19).
    public int rowQuorum() {
        return mark.isUnmoved() ? geometry.readQuorum() : 1;
    }

    /// True once this epoch's START is decided.
    public boolean hasStarted() {
        return !mark.isUnmoved();
    }

    /// Before START the newest decided state is not known well enough to refuse a change, to say
    /// that there is nothing to do (rule 16), or to repair a key.
    ///
    /// @throws StoreException WRITE_QUORUM_LOST before START
    public void requireStarted() throws StoreException {
        if (!hasStarted()) {
            throw new StoreException(
                    StoreError.WRITE_QUORUM_LOST,
                    whyReadOnly().orElse("the drives are being taken over"));
        }
    }

    /// Another one once something was taken back: by START, or by a VOID of this leader. What was
    /// read in an earlier era may be void, though its numbers lie below the mark: whoever waited
    /// for the mark reads again.
    public long era() {
        return mark.isUnmoved() ? 0 : 1 + copies.voids() + settlements.get();
    }

    /// What a scan's snapshot has to wait for. Before the leader serves, no mark moves: the rows
    /// above the floor then belong to the keys in doubt, which scans leave to {@link #isInDoubt}.
    public long readableUpTo(long snapshot) {
        return mark.isUnmoved() ? Math.min(snapshot, floor) : snapshot;
    }

    /// True while the last change of some key is in doubt: a scan then cannot tell by the mark what
    /// is decided.
    public boolean hasDoubts() {
        return !inDoubt.isEmpty();
    }

    /// Keys whose last change is in doubt (rule 10).
    public boolean isInDoubt(RowKey key) {
        return inDoubt.contains(key);
    }

    /// Keys whose last change cannot be settled yet. What was read before the call may be void.
    public void setInDoubt(Set<RowKey> keys) {
        settlements.incrementAndGet();
        inDoubt = Set.copyOf(keys);
    }

    /// The attached drive at a place.
    public Optional<Drive> drive(int place) {
        DriveFeed feed = feeds.at(place);
        return feed == null ? Optional.empty() : Optional.of(feed.drive());
    }

    /// Takes changes from now on; START has been decided.
    public void serve() {
        watch.judgeQuorum();
    }

    /// Rule 13: first the registry, then decisions without the drive.
    ///
    /// @return false when the registry does not say so
    boolean putOut(int place, String why) throws InterruptedException {
        return watch.putOut(place, why);
    }

    /// Puts out, before serving, the drives in service that cannot be attached.
    public void putOutMissing() throws InterruptedException {
        watch.putOutMissing();
    }

    /// Starts the watch thread.
    public void start() {
        watch.start();
    }

    /// Numbers a change, makes its bytes and streams it. Returns at once after that.
    ///
    /// @param slot journal slot, or {@link Change#NO_SLOT}
    /// @param onDecided told once the change is decided
    /// @throws StoreException WRITE_QUORUM_LOST, TOO_BUSY: nothing was numbered
    public Submitted submit(int slot, Drafter drafter, @Nullable OnDecided onDecided)
            throws StoreException, InterruptedException {
        Optional<String> refusal = watch.whyReadOnly();
        if (refusal.isPresent()) {
            throw new StoreException(StoreError.WRITE_QUORUM_LOST, refusal.get());
        }
        return submitAlways(slot, drafter, onDecided);
    }

    /// As {@link #submit}, also before {@link #serve}: for START and healing.
    public Submitted submitAlways(int slot, Drafter drafter, @Nullable OnDecided onDecided)
            throws StoreException, InterruptedException {
        Submitted submitted = sequencer.submit(slot, drafter, onDecided);
        sent();
        return submitted;
    }

    /// Streams a change of an earlier epoch again, under its old number, to the drives that lack
    /// it.
    Submitted resubmit(int slot, long sequence, byte[] entry, byte[] ops, int drives)
            throws StoreException, InterruptedException {
        Submitted submitted = sequencer.resubmit(slot, sequence, entry, ops, drives);
        sent();
        return submitted;
    }

    /// Keeps new changes out until all numbered ones are on the drive at the place, then submits
    /// the draft as the very next change. For copying counters.
    public Submitted submitQuiesced(int place, Drafter drafter)
            throws StoreException, InterruptedException {
        Submitted submitted = sequencer.submitQuiesced(() -> feeds.at(place), drafter);
        sent();
        return submitted;
    }

    private void sent() {
        for (DriveFeed feed : feeds.all()) {
            if (feed != null) {
                feed.drive().wake();
            }
        }
    }

    /// Waits until a change is decided.
    ///
    /// @throws StoreException OUTCOME_UNKNOWN when that takes longer than a request waits;
    ///   WRITE_QUORUM_LOST when the change is void: nothing is stored
    public void await(Submitted submitted) throws StoreException, InterruptedException {
        long waitedNs = 0;
        Optional<Boolean> isCommitted = submitted.decided().await(PATIENCE_NS);
        while (isCommitted.isEmpty()) {
            waitedNs += PATIENCE_NS;
            if (waitedNs >= patienceNs()) {
                throw new StoreException(
                        StoreError.OUTCOME_UNKNOWN,
                        "the drives did not confirm in time; the change may still take effect");
            }
            isCommitted = submitted.decided().await(PATIENCE_NS);
        }
        if (!isCommitted.get()) {
            throw new StoreException(
                    StoreError.WRITE_QUORUM_LOST,
                    "too few drives could take the data; nothing is stored");
        }
    }

    /// A change that waits for drives which are known to be gone is not decided soon.
    private long patienceNs() {
        return whyReadOnly().isPresent() && !mark.isUnmoved()
                ? Math.min(2 * PATIENCE_NS, options.commitTimeoutNs())
                : options.commitTimeoutNs();
    }

    /// Waits until everything up to the sequence is decided; for readers that met a newer row.
    ///
    /// @return false when that takes longer than a request waits
    public boolean awaitDecided(long sequence) throws InterruptedException {
        return awaitDecided(sequence, Long.MAX_VALUE);
    }

    /// As above, for a reader that has another way when it takes longer than {@code atMostNs}.
    public boolean awaitDecided(long sequence, long atMostNs) throws InterruptedException {
        if (Long.compareUnsigned(sequence, decided()) <= 0) {
            return true;
        }
        long startNs = nowNs();
        return mark.await(
                () -> Long.compareUnsigned(sequence, decided()) <= 0,
                () -> !isClosed && nowNs() - startNs < Math.min(atMostNs, patienceNs()),
                PATIENCE_NS);
    }

    /// Nothing of this set is decided until {@link #releaseDecisions}: no change is answered and no
    /// reader sees a newer one. For a moment only.
    public void holdDecisions() {
        mark.hold();
    }

    public void releaseDecisions() {
        mark.release();
    }

    /// Some drive has more changes durable: decide what can be decided.
    void progressed() {
        mark.advanceTo(copies.release());
        synchronized (feeds) {
            ring.clearUpTo(feeds.lowestDurable(mark.decided()));
        }
    }

    /// The drive at the place has the row of a change without the data.
    void rowOnly(int place, long ordinal) {
        copies.lacks(ordinal, place);
    }

    /// Takes back the changes that can not get their copies any more, for drives are out that took
    /// their data (rule 14). Called again and again.
    void voidHopeless() {
        if (sequencer.voidHopeless()) {
            sent();
        }
    }

    void wakeWatch() {
        watch.wake();
    }

    @Override
    public void close() {
        isClosed = true;
        watch.close();
        for (DriveFeed feed : feeds.all()) {
            if (feed != null) {
                feed.detach();
            }
        }
        mark.wakeAll();
    }
}
