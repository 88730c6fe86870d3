package io.holdfast.drive;

import io.holdfast.base.Pending;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A drive in memory that keeps the promises of {@link Drive} and breaks when a test says so. It
/// has no threads: {@link Later} runs its events, in real time or step by step.
///
/// A batch becomes durable at one moment; a power cut before it leaves nothing of the batch, one
/// after it leaves all, whether or not the leader had heard.
public final class SimulatedDrive implements Drive {
    private static final int BATCH_MAX = 256;
    private static final long DEADLINE_NS = 1_000_000_000L;
    private static final long IDLE_NS = 3_000_000L;
    private static final long STALL_LOOK_NS = 50_000_000L;

    private final SimulatedMedium medium;
    private final Later later;
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final Map<ShardId, SimulatedShardWriter> staged = new ConcurrentHashMap<>();
    private final AtomicBoolean isBusy = new AtomicBoolean();
    private volatile DriveStatus status = new DriveStatus.Serving();
    private volatile @Nullable FeedStream stream;
    private volatile boolean isRebuilding;

    private SimulatedDrive(SimulatedMedium medium, Later later) {
        this.medium = medium;
        this.later = later;
    }

    /// Something that the commit thread does besides the feed's changes: what it does to the plan,
    /// then what it says when that is durable, and when it failed.
    record Request(Consumer<BatchPlan> plan, Runnable done, Consumer<DriveFault> failed) {}

    /// Opens the medium as after a start of the server: staged files that no row names are gone.
    public static SimulatedDrive open(SimulatedMedium medium, Later later) {
        medium.removeStaged();
        return new SimulatedDrive(medium, later);
    }

    public SimulatedMedium medium() {
        return medium;
    }

    /// The process dies: no callback comes any more, nothing more reaches the medium. Of a batch
    /// that was on its way all or nothing is durable, by chance.
    public synchronized void cutPower() {
        if (isBusy.get() && medium.flip()) {
            performUnheard(stream, pull(stream));
        }
        die();
        medium.loseUnsynced();
    }

    /// As {@link #cutPower}, but the process goes on, and whoever waits for the drive is told.
    public void unplug() {
        List<Request> waiting;
        synchronized (this) {
            waiting = List.copyOf(requests);
            cutPower();
        }
        DriveFault fault = new DriveFault(DriveFault.Kind.UNAVAILABLE, name() + " is gone");
        waiting.forEach(request -> request.failed().accept(fault));
    }

    private void die() {
        status = new DriveStatus.Closed();
        stream = null;
        requests.clear();
    }

    @Override
    public DriveIdentity identity() {
        return medium.identity();
    }

    @Override
    public String name() {
        return "simulated drive " + medium.identity().index();
    }

    @Override
    public synchronized DriveStatus status() {
        return status;
    }

    @Override
    public DriveSpace space() {
        return new DriveSpace(1L << 40, medium.freeBytes(), 1L << 20, 1L << 20);
    }

    @Override
    public Pending<HelloReply> hello(int epoch) {
        Pending<HelloReply> reply = new Pending<>();
        synchronized (this) {
            stream = null;
            if (status instanceof DriveStatus.Quarantined(DriveFault why)
                    && why.kind() == DriveFault.Kind.STALLED
                    && !medium.isStalled()) {
                status = new DriveStatus.Serving();
            }
        }
        boolean[] isPromised = {false};
        submit(
                new Request(
                        plan -> {
                            DriveState state = plan.state();
                            isPromised[0] =
                                    epoch == 0
                                            || Integer.compareUnsigned(epoch, state.promise()) >= 0;
                            state.raisePromise(epoch);
                        },
                        () -> reply.complete(helloReply(epoch, isPromised[0])),
                        fault -> reply.complete(new HelloReply.Refused(fault))));
        return reply;
    }

    @Override
    public void follow(ChangeFeed newFeed, long afterOrdinal) {
        stream = new FeedStream(newFeed, afterOrdinal);
        wake();
    }

    @Override
    public void wake() {
        if (hasWork() && isBusy.compareAndSet(false, true)) {
            later.run(medium.latencyNs(), this::commit);
        }
    }

    @Override
    public synchronized void setRebuilding(boolean rebuilding) {
        isRebuilding = rebuilding;
    }

    @Override
    public Pending<RowRead> read(Family family, byte[] key, boolean withShard) {
        return call(
                () -> {
                    synchronized (medium) {
                        return SimulatedReads.read(medium, family, key, withShard);
                    }
                },
                RowRead.Failed::new);
    }

    @Override
    public Pending<RowRead> readReplaced(Family family, byte[] key, boolean withShard) {
        return call(
                () -> {
                    synchronized (medium) {
                        return SimulatedReads.readReplaced(medium, family, key, withShard);
                    }
                },
                RowRead.Failed::new);
    }

    @Override
    public Pending<ScanEnd> scan(Family family, byte[] from, byte[] to, RowVisitor visitor) {
        return call(
                () -> {
                    NavigableMap<byte[], byte[]> snapshot = new TreeMap<>(Arrays::compareUnsigned);
                    StreamPosition tail;
                    synchronized (medium) {
                        snapshot.putAll(range(family, from, to));
                        tail = medium.state().tail();
                    }
                    visitor.began();
                    SimulatedReads.scan(family, snapshot, from, to, visitor);
                    return new ScanEnd.Complete(tail);
                },
                ScanEnd.Failed::new);
    }

    @Override
    public Pending<ScanEnd> scanVersions(byte[] from, byte[] to, VersionVisitor visitor) {
        return call(
                () -> {
                    NavigableMap<byte[], byte[]> heads = new TreeMap<>(Arrays::compareUnsigned);
                    NavigableMap<byte[], byte[]> versions = new TreeMap<>(Arrays::compareUnsigned);
                    StreamPosition tail;
                    synchronized (medium) {
                        heads.putAll(range(Family.HEAD, from, to));
                        versions.putAll(range(Family.VERSION, from, to));
                        tail = medium.state().tail();
                    }
                    visitor.began();
                    NavigableMap<byte[], byte[]> merged = new TreeMap<>(Arrays::compareUnsigned);
                    merged.putAll(versions);
                    merged.putAll(heads);
                    SimulatedReads.scan(
                            Family.HEAD,
                            merged,
                            from,
                            to,
                            (key, row) -> visitor.visit(heads.containsKey(key), key, row));
                    return new ScanEnd.Complete(tail);
                },
                ScanEnd.Failed::new);
    }

    private NavigableMap<byte[], byte[]> range(Family family, byte[] from, byte[] to) {
        medium.rottenRows().touch(family, from, to);
        NavigableMap<byte[], byte[]> rows = medium.rows(family).tailMap(from, true);
        return to.length == 0 || Arrays.compareUnsigned(from, to) > 0
                ? rows
                : rows.headMap(to, false);
    }

    @Override
    public BucketUsage usage(long bucketId) {
        return medium.state().usage(bucketId);
    }

    @Override
    public ShardWriter stage(ShardId id, int chunkBytes, long expectedBytes) {
        SimulatedShardWriter writer = new SimulatedShardWriter(this, id, chunkBytes);
        synchronized (this) {
            staged.put(id, writer);
        }
        writer.begin();
        return writer;
    }

    @Override
    public Pending<ShardOpen> openShard(Location.InFile location) {
        return call(
                () -> {
                    synchronized (medium) {
                        return SimulatedReads.open(this, location);
                    }
                },
                ShardOpen.Failed::new);
    }

    @Override
    public synchronized void close() {
        if (status instanceof DriveStatus.Closed) {
            return;
        }
        synchronized (medium) {
            BatchPlan plan = plan();
            try {
                raiseMark(plan);
                finish(plan);
            } catch (RottenRows.Met _) {
                // the next opening finds it
            }
        }
        die();
    }

    /// Runs an operation on the medium after a random time, or fails it when the drive is out.
    <T> Pending<T> call(Supplier<T> work, Function<DriveFault, T> failed) {
        Pending<T> result = new Pending<>();
        call(work, failed, result::complete);
        return result;
    }

    /// As above, for a caller that waits for nothing.
    <T> void call(Supplier<T> work, Function<DriveFault, T> failed, Consumer<T> done) {
        Runnable run =
                () -> {
                    DriveFault fault = fault();
                    if (fault == null && medium.isReadFailing()) {
                        fault = new DriveFault(DriveFault.Kind.IO_ERROR, "simulated read error");
                    }
                    done.accept(fault == null ? workOn(work, failed) : failed.apply(fault));
                };
        DriveFault fault = fault();
        if (fault != null) {
            done.accept(failed.apply(fault));
        } else if (medium.isStalled()) {
            whenUnstalled(
                    () -> call(work, failed, done), () -> done.accept(failed.apply(stallFault())));
        } else {
            long delayNs = medium.latencyNs();
            if (delayNs == 0) {
                run.run();
            } else {
                later.run(delayNs, run);
            }
        }
    }

    private <T> T workOn(Supplier<T> work, Function<DriveFault, T> failed) {
        try {
            return work.get();
        } catch (RottenRows.Met e) {
            DriveFault damage = damage(e);
            quarantine(damage);
            return failed.apply(damage);
        }
    }

    private static DriveFault damage(RuntimeException met) {
        return new DriveFault(DriveFault.Kind.CORRUPT, String.valueOf(met.getMessage()));
    }

    void submit(Request request) {
        DriveFault fault = fault();
        if (fault != null) {
            request.failed().accept(fault);
            return;
        }
        requests.add(request);
        wake();
    }

    private @Nullable DriveFault fault() {
        return switch (status()) {
            case DriveStatus.Serving _ -> null;
            case DriveStatus.Quarantined(DriveFault why) -> why;
            case DriveStatus.Closed _ ->
                    new DriveFault(DriveFault.Kind.UNAVAILABLE, name() + " is closed");
        };
    }

    private static DriveFault stallFault() {
        return new DriveFault(DriveFault.Kind.STALLED, "no answer within the deadline");
    }

    private HelloReply helloReply(int epoch, boolean isPromised) {
        synchronized (medium) {
            DriveState state = medium.state();
            if (!isPromised) {
                String detail = "epoch " + epoch + ", promised " + state.promise();
                return new HelloReply.Refused(new DriveFault(DriveFault.Kind.STALE, detail));
            }
            List<HelloReply.Undecided> undecided =
                    medium.tells(DriveLie.HIDES_UNDECIDED)
                            ? List.of()
                            : state.undecided().all().stream()
                                    .map(UndecidedChange::report)
                                    .toList();
            StreamPosition whole =
                    medium.tells(DriveLie.OVERSTATES_TAIL) ? state.tail() : state.whole();
            return new HelloReply.Promised(
                    state.start(), state.mark(), state.tail(), whole, undecided);
        }
    }

    private boolean hasWork() {
        if (!(status instanceof DriveStatus.Serving)) {
            return false;
        }
        FeedStream current = stream;
        return !requests.isEmpty()
                || (current != null
                        && (current.feed().tail() > current.ordinal() || isMarkBehind(current)));
    }

    private boolean isMarkBehind(FeedStream current) {
        return current.mark().compareTo(medium.state().mark()) > 0;
    }

    /// One batch: everything that waits, durable at once. One at a time, see {@link #isBusy}.
    private void commit() {
        if (medium.isStalled()) {
            whenUnstalled(this::commit, () -> quarantine(stallFault()));
            return;
        }
        FeedStream pulled = stream;
        List<Change> changes = pull(pulled);
        boolean isEarly = medium.tells(DriveLie.ACKNOWLEDGES_BEFORE_SYNC);
        if (isEarly && pulled != null && !changes.isEmpty()) {
            pulled.feed().durable(changes.getLast().position().ordinal());
            later.run(Math.max(1, medium.latencyNs()), () -> commit(pulled, changes));
        } else {
            commit(pulled, changes);
        }
    }

    private void commit(@Nullable FeedStream pulled, List<Change> changes) {
        List<Request> asked = List.copyOf(requests);
        if (medium.isCommitFailing()) {
            boolean isThere = medium.flip();
            if (isThere) {
                performUnheard(pulled, changes);
            }
            if (medium.tells(DriveLie.RETRIES_FAILED_SYNC)) {
                pretend(isThere, pulled, changes);
                return;
            }
            askAgain(asked);
            quarantine(new DriveFault(DriveFault.Kind.IO_ERROR, "simulated fsync failure"));
            return;
        }
        try {
            perform(pulled, changes).forEach(Runnable::run);
        } catch (Divergence | RottenRows.Met e) {
            askAgain(asked);
            quarantine(damage(e));
            return;
        }
        goOn();
    }

    /// Nobody was told of these: the fault that follows is what they hear.
    private void askAgain(List<Request> asked) {
        requests.clear();
        requests.addAll(asked);
    }

    private void pretend(boolean isThere, @Nullable FeedStream pulled, List<Change> changes) {
        if (pulled != null && !changes.isEmpty()) {
            long last = changes.getLast().position().ordinal();
            if (!isThere) {
                pulled.advance(last);
            }
            pulled.feed().durable(last);
        }
        goOn();
    }

    private void goOn() {
        isBusy.set(false);
        FeedStream current = stream;
        boolean isIdle =
                requests.isEmpty()
                        && (current == null || current.feed().tail() <= current.ordinal());
        if (hasWork() && isBusy.compareAndSet(false, true)) {
            later.run(isIdle ? IDLE_NS : medium.latencyNs(), this::commit);
        }
    }

    /// Asks the feed without holding a lock, for its owner may hold one while it wakes this drive.
    private static List<Change> pull(@Nullable FeedStream current) {
        List<Change> changes = new ArrayList<>();
        if (current != null) {
            current.observe();
            long next = current.ordinal() + 1;
            long last = Math.min(current.feed().tail(), current.ordinal() + BATCH_MAX);
            for (long i = next; i <= last; i++) {
                changes.add(Objects.requireNonNull(current.feed().get(i)));
            }
        }
        return changes;
    }

    /// For a drive that ends here: nobody is told, and the next opening finds a rotten row.
    private void performUnheard(@Nullable FeedStream pulled, List<Change> changes) {
        try {
            perform(pulled, changes);
        } catch (RottenRows.Met _) {
            // the medium knows
        }
    }

    private synchronized List<Runnable> perform(
            @Nullable FeedStream pulled, List<Change> pulledChanges) {
        List<Runnable> callbacks = new ArrayList<>();
        if (!(status instanceof DriveStatus.Serving)) {
            return callbacks;
        }
        FeedStream current = stream;
        // A stream that was broken since loses what it had not made durable (rule 5).
        List<Change> changes = Objects.equals(current, pulled) ? pulledChanges : List.of();
        long last =
                changes.isEmpty()
                        ? (current == null ? 0 : current.ordinal())
                        : changes.getLast().position().ordinal();
        synchronized (medium) {
            BatchPlan plan = plan();
            ChangeApplier applier = new ChangeApplier(plan);
            for (int i = 0; i < BATCH_MAX && !requests.isEmpty(); i++) {
                Request request = requests.remove();
                request.plan().accept(plan);
                callbacks.add(request.done());
            }
            for (Change change : changes) {
                if (current != null && !take(applier, change)) {
                    callbacks.add(() -> current.feed().rowOnly(change.position().ordinal()));
                }
            }
            if (current != null) {
                applier.decide(current.markAfter(last));
                if (medium.tells(DriveLie.MARKS_TOO_EARLY)) {
                    applier.decide(new StreamPosition(current.feed().epoch(), last));
                }
            }
            finish(plan);
            medium.tellListener(changes);
        }
        if (current != null && !changes.isEmpty()) {
            current.advance(last);
            callbacks.add(() -> current.feed().durable(last));
        }
        return callbacks;
    }

    private BatchPlan plan() {
        medium.state().setRebuilding(isRebuilding);
        return new BatchPlan(medium.state(), medium.store(), medium.nextBatch());
    }

    private void raiseMark(BatchPlan plan) {
        FeedStream current = stream;
        if (current != null && current.feed().tail() <= current.ordinal()) {
            current.observe();
            new ChangeApplier(plan).decide(current.markAfter(current.ordinal()));
        }
    }

    private void finish(BatchPlan plan) {
        plan.finish();
        plan.rows().drainTo(medium.sink());
        plan.publishUsage();
        for (ShardId id : plan.freedFiles()) {
            medium.files().remove(id);
            medium.rows(Family.STAGING).remove(id.toBytes());
        }
        plan.consumedFiles().forEach(staged::remove);
    }

    /// @return false when a shard of the change is not here
    private boolean take(ChangeApplier applier, Change change) {
        int drive = identity().index();
        if (!change.concerns(drive)) {
            return true;
        }
        UndecidedChange held =
                applier.apply(
                        LyingOps.twist(medium, LoggedChange.of(change)),
                        new Placements() {
                            @Override
                            public Location inline(int number) {
                                byte[] shard = change.shard(drive, number);
                                return shard == null ? Location.missing() : medium.store(shard);
                            }

                            @Override
                            public Location file(ShardId id) {
                                SimulatedShardWriter writer = staged.get(id);
                                return writer == null ? Location.missing() : writer.location();
                            }
                        });
        return held.isCopy();
    }

    /// Goes on when the stall has passed, or gives up at the deadline.
    private void whenUnstalled(Runnable then, Runnable atDeadline) {
        whenUnstalled(then, atDeadline, DEADLINE_NS);
    }

    private void whenUnstalled(Runnable then, Runnable atDeadline, long leftNs) {
        if (fault() != null || leftNs <= 0) {
            atDeadline.run();
        } else if (medium.isStalled()) {
            later.run(STALL_LOOK_NS, () -> whenUnstalled(then, atDeadline, leftNs - STALL_LOOK_NS));
        } else {
            then.run();
        }
    }

    /// The drive breaks.
    public void fail(DriveFault fault) {
        quarantine(fault);
    }

    private void quarantine(DriveFault fault) {
        List<Request> waiting;
        FeedStream broken;
        synchronized (this) {
            if (status instanceof DriveStatus.Closed) {
                return;
            }
            status = new DriveStatus.Quarantined(fault);
            waiting = List.copyOf(requests);
            requests.clear();
            broken = stream;
            stream = null;
            isBusy.set(false);
        }
        waiting.forEach(request -> request.failed().accept(fault));
        if (broken != null) {
            broken.feed().failed(fault);
        }
    }
}
