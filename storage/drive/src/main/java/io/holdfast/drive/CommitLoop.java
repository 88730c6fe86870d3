package io.holdfast.drive;

import io.holdfast.base.Pending;
import io.holdfast.drive.log.LogWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The commit thread of a drive: takes whatever waits, makes it durable in one batch, tells. Groups
/// form by themselves while a sync runs.
final class CommitLoop {
    private static final Logger log = LoggerFactory.getLogger(CommitLoop.class);
    private static final int CHANGES_MAX = 256;
    private static final int REQUESTS_MAX = 64;

    /// A mark waits so long for a batch to ride with.
    private static final long IDLE_NS = 3_000_000;

    private final String name;
    private final int driveIndex;
    private final DriveState state;
    private final IndexStore index;
    private final LogWriter writer;
    private final StagedFiles staged;
    private final DriveHealth health;
    private final Consumer<List<ShardId>> unlink;
    private final long batchBytesMax;
    private final Queue<CommitRequest> requests = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile @Nullable FeedStream stream;
    private volatile boolean isRebuilding;
    private volatile boolean isParked;
    private volatile boolean isClosing;
    private volatile long busySinceNs;
    private volatile MetaRows.Applied applied;
    private volatile long loggedBytes;
    private volatile List<CommitRequest> inFlight = List.of();
    private boolean isMarkWaiting;
    private long waitingSinceNs;
    private boolean isBroken;

    /// @param state as it was replayed; owned by this loop from now on
    /// @param applied where the index stands
    /// @param unlink takes files whose rows are durably gone
    /// @param batchBytesMax bounds the write buffer; a single larger change is still taken
    CommitLoop(
            String name,
            int driveIndex,
            DriveState state,
            MetaRows.Applied applied,
            IndexStore index,
            LogWriter writer,
            StagedFiles staged,
            DriveHealth health,
            Consumer<List<ShardId>> unlink,
            long batchBytesMax) {
        this.name = name;
        this.driveIndex = driveIndex;
        this.state = state;
        this.applied = applied;
        this.index = index;
        this.writer = writer;
        this.staged = staged;
        this.health = health;
        this.unlink = unlink;
        this.batchBytesMax = batchBytesMax;
        health.onOut(this::giveUp);
        thread = Thread.ofPlatform().daemon().name(name + "-commit").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    Pending<HelloReply> hello(int epoch) {
        Pending<HelloReply> reply = new Pending<>();
        stream = null;
        submit(
                CommitRequest.of(
                        new LogItem.Promised(epoch),
                        isPromised -> reply.complete(helloReply(epoch, isPromised)),
                        fault -> reply.complete(new HelloReply.Refused(fault))));
        return reply;
    }

    private HelloReply helloReply(int epoch, boolean isPromised) {
        if (!isPromised && epoch != 0) {
            String detail =
                    "epoch "
                            + Integer.toUnsignedString(epoch)
                            + " is below the promised "
                            + Integer.toUnsignedString(state.promise());
            return new HelloReply.Refused(new DriveFault(DriveFault.Kind.STALE, detail));
        }
        List<HelloReply.Undecided> undecided =
                state.undecided().all().stream().map(UndecidedChange::report).toList();
        return new HelloReply.Promised(
                state.start(), state.mark(), state.tail(), state.whole(), undecided);
    }

    void follow(ChangeFeed feed, long afterOrdinal) {
        stream = new FeedStream(feed, afterOrdinal);
        DriveFault fault = health.writeFault();
        if (fault != null) {
            giveUp(fault);
        }
        wake();
    }

    void setRebuilding(boolean rebuilding) {
        isRebuilding = rebuilding;
    }

    /// Queues a request; it fails at once when the drive is out.
    void submit(CommitRequest request) {
        requests.add(request);
        DriveFault fault = health.writeFault();
        if (fault != null) {
            giveUpRequests(fault);
        }
        wake();
    }

    void wake() {
        if (isParked) {
            isParked = false;
            LockSupport.unpark(thread);
        }
    }

    /// Where the index stands; any thread.
    MetaRows.Applied applied() {
        return applied;
    }

    /// Bytes appended since the drive was opened; any thread.
    long loggedBytes() {
        return loggedBytes;
    }

    /// True when a batch has been under way for longer than the deadline.
    boolean isStalled(long nowNs, long deadlineNs) {
        long since = busySinceNs;
        return since != 0 && nowNs - since > deadlineNs;
    }

    private void run() {
        while (!isClosing) {
            try {
                if (!step()) {
                    park();
                }
            } catch (Divergence e) {
                out(new DriveFault(DriveFault.Kind.CORRUPT, name + ": " + e.getMessage()), e);
            } catch (IOException | RowStore.StoreFailure e) {
                // Also when the disk is full: nothing is known about the batch.
                DriveFault.Kind kind =
                        Faults.isDamage(e) ? DriveFault.Kind.CORRUPT : DriveFault.Kind.IO_ERROR;
                out(new DriveFault(kind, name + ": " + e), e);
            } catch (RuntimeException e) {
                out(new DriveFault(DriveFault.Kind.CORRUPT, name + ": " + e), e);
            }
        }
        try {
            if (!isBroken) {
                writeMark();
            }
            writer.close();
        } catch (IOException | RuntimeException e) {
            log.warn("drive {}: the last mark was not written", name, e);
        }
    }

    /// After this nothing more is written until the drive is opened again.
    private void out(DriveFault fault, Exception cause) {
        log.error("drive {}: commit failed", name, cause);
        isBroken = true;
        busySinceNs = 0;
        health.quarantine(fault);
    }

    private void giveUp(DriveFault fault) {
        FeedStream broken = stream;
        stream = null;
        giveUpRequests(fault);
        inFlight.forEach(request -> request.failed().accept(fault));
        if (broken != null && fault.kind() != DriveFault.Kind.UNAVAILABLE) {
            broken.feed().failed(fault);
        }
    }

    private void giveUpRequests(DriveFault fault) {
        CommitRequest request = requests.poll();
        while (request != null) {
            request.failed().accept(fault);
            request = requests.poll();
        }
    }

    private void park() {
        isParked = true;
        if (hasWork() || isClosing) {
            isParked = false;
            return;
        }
        if (isMarkWaiting) {
            LockSupport.parkNanos(this, IDLE_NS);
        } else {
            LockSupport.park(this);
        }
        isParked = false;
    }

    private boolean hasWork() {
        FeedStream current = stream;
        return !isBroken
                && (!requests.isEmpty()
                        || (current != null
                                && (current.feed().tail() > current.ordinal()
                                        || isMarkNew(current))));
    }

    /// True when the leader's mark has moved since the loop began to wait with it.
    private boolean isMarkNew(FeedStream current) {
        return current.mark().compareTo(state.mark()) > 0 && !isMarkWaiting;
    }

    /// One batch of what waits.
    ///
    /// @return false when there was nothing to do
    private boolean step() throws IOException {
        if (isBroken) {
            giveUpRequests(Objects.requireNonNull(health.writeFault()));
            return false;
        }
        FeedStream current = checkedStream();
        List<CommitRequest> taken = takeRequests();
        List<Change> changes = new ArrayList<>();
        long last = 0;
        if (current != null) {
            current.observe();
            last = takeChanges(current, changes);
        }
        boolean isNothing = taken.isEmpty() && (current == null || last == current.ordinal());
        if (isNothing) {
            return current != null && stepMark(current);
        }
        isMarkWaiting = false;
        inFlight = taken;
        busySinceNs = System.nanoTime();
        commit(current, taken, changes, last);
        busySinceNs = 0;
        inFlight = List.of();
        return true;
    }

    /// The stream, unless its leader is an old one (rule 6).
    private @Nullable FeedStream checkedStream() {
        FeedStream current = stream;
        if (current == null || current.feed().epoch() == state.promise()) {
            return current;
        }
        stream = null;
        current.feed()
                .failed(
                        new DriveFault(
                                DriveFault.Kind.STALE,
                                name + " has promised another epoch than the feed's"));
        return null;
    }

    private List<CommitRequest> takeRequests() {
        List<CommitRequest> taken = new ArrayList<>();
        long bytes = 0;
        while (taken.size() < REQUESTS_MAX && bytes < batchBytesMax) {
            CommitRequest request = requests.poll();
            if (request == null) {
                break;
            }
            taken.add(request);
            bytes += request.bytesMax();
        }
        return taken;
    }

    /// Fills in what concerns this drive.
    ///
    /// @return the last ordinal taken, those that concern other drives included
    private long takeChanges(FeedStream current, List<Change> changes) {
        ChangeFeed feed = current.feed();
        long last = current.ordinal();
        long tail = feed.tail();
        long bytes = 0;
        while (last < tail && changes.size() < CHANGES_MAX && bytes < batchBytesMax) {
            Change change = Objects.requireNonNull(feed.get(last + 1));
            if (change.concerns(driveIndex)) {
                changes.add(change);
                bytes += BatchComposer.bytesMax(change, driveIndex);
            }
            last++;
        }
        return last;
    }

    private void commit(
            @Nullable FeedStream current,
            List<CommitRequest> taken,
            List<Change> changes,
            long last)
            throws IOException {
        long bytes = 0;
        for (CommitRequest request : taken) {
            bytes += request.bytesMax();
        }
        for (Change change : changes) {
            bytes += BatchComposer.bytesMax(change, driveIndex);
        }
        BatchComposer batch = new BatchComposer(state, index, writer, staged, driveIndex, bytes);
        List<Boolean> outcomes = new ArrayList<>();
        for (CommitRequest request : taken) {
            outcomes.add(batch.add(request));
        }
        List<Long> rowsOnly = new ArrayList<>();
        for (Change change : changes) {
            if (!batch.add(change, isRebuilding)) {
                rowsOnly.add(change.position().ordinal());
            }
        }
        if (current != null) {
            batch.decide(current.markAfter(last));
        }
        MetaRows.Applied now = batch.commit();
        loggedBytes = loggedBytes + now.next().offset() - now.applied().offset();
        applied = now;
        unlink.accept(batch.freedFiles());
        for (int i = 0; i < taken.size(); i++) {
            taken.get(i).done().accept(outcomes.get(i));
        }
        if (current != null && last > current.ordinal()) {
            current.advance(last);
            if (stream == current) {
                rowsOnly.forEach(current.feed()::rowOnly);
                current.feed().durable(last);
            }
        }
    }

    /// Lets the mark wait a little for a batch, then writes it alone, so that damage to an
    /// acknowledged last batch can be told from a torn one.
    private boolean stepMark(FeedStream current) throws IOException {
        if (current.mark().compareTo(state.mark()) <= 0) {
            isMarkWaiting = false;
            return false;
        }
        long nowNs = System.nanoTime();
        if (!isMarkWaiting) {
            isMarkWaiting = true;
            waitingSinceNs = nowNs;
        }
        if (nowNs - waitingSinceNs < IDLE_NS) {
            return false;
        }
        isMarkWaiting = false;
        busySinceNs = nowNs;
        commit(current, List.of(), List.of(), current.ordinal());
        busySinceNs = 0;
        return true;
    }

    private void writeMark() throws IOException {
        FeedStream current = checkedStream();
        if (current != null
                && current.mark().compareTo(state.mark()) > 0
                && current.ordinal() >= current.feed().tail()) {
            current.observe();
            commit(current, List.of(), List.of(), current.ordinal());
        }
    }

    /// Ends the thread after the batch it is in.
    ///
    /// @return false when it is stuck
    boolean close(long timeoutMs) throws InterruptedException {
        isClosing = true;
        LockSupport.unpark(thread);
        thread.join(timeoutMs);
        return !thread.isAlive();
    }
}
