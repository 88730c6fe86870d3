package io.holdfast.object.heal;

import io.holdfast.base.Host;
import io.holdfast.cluster.Member;
import io.holdfast.cluster.MemberState;
import io.holdfast.drive.Change;
import io.holdfast.drive.Drive;
import io.holdfast.drive.Family;
import io.holdfast.drive.OpsWriter;
import io.holdfast.object.StoreException;
import io.holdfast.object.commit.Draft;
import io.holdfast.object.commit.JournalFloor;
import io.holdfast.object.commit.KeyLocks;
import io.holdfast.object.commit.OnDecided;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.commit.Sequences;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.commit.Submitted;
import io.holdfast.object.read.UploadPins;
import io.holdfast.object.row.JournalEntry;
import io.holdfast.object.row.UploadId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Clears away what decided changes of one set leave behind: tombstones, parts that no version
/// names, ended uploads, old journal entries. Only while all drives are full, and only after the
/// change's mark is durable on all of them (rule 21). What is not done when the process stops is
/// found again in the journal. One thread of its own.
final class Cleaner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Cleaner.class);
    private static final int BATCH = 256;
    private static final int TASKS_MAX = 200_000;
    private static final long PAUSE_NS = 200_000_000;

    /// More changes than this within a pause, its own included: others have work to do.
    private static final int QUIET_CHANGES = 200;

    /// As many tasks wait for a quiet moment at most; a few MiB of heap, and tombstones that
    /// listings step over.
    private static final int WAITING_MAX = 16_384;

    private final SetLeader leader;
    private final KeyLocks locks;
    private final ClearingPlanner planner;
    private final JournalTrim trim;
    private final Deque<Clearing> tasks = new ArrayDeque<>();
    private final Thread worker;
    private volatile boolean isClosed;
    private boolean hasOverflowed;
    private long cleanedUpTo;
    private boolean isQuiet = true;
    private long lookedNs;
    private long decidedThen;

    Cleaner(SetLeader leader, KeyLocks locks, UploadPins pins) {
        this.leader = leader;
        this.locks = locks;
        this.planner = new ClearingPlanner(leader, pins);
        this.trim = new JournalTrim(leader);
        this.worker = Host.current().virtualThread("cleaner", this::run);
    }

    void start() {
        worker.start();
    }

    void tombstone(RowKey key, long creation) {
        add(new Clearing.Tombstone(key, creation));
    }

    void parts(RowKey key, UploadId upload) {
        add(new Clearing.Parts(key, upload));
    }

    void endedUpload(RowKey key, UploadId upload) {
        add(new Clearing.EndedUpload(key, upload, false));
    }

    void expiredUpload(RowKey key, UploadId upload) {
        add(new Clearing.EndedUpload(key, upload, true));
    }

    void orphanedUpload(RowKey key, UploadId upload) {
        add(new Clearing.OrphanedUpload(key, upload));
    }

    private synchronized void add(Clearing task) {
        if (tasks.size() < TASKS_MAX) {
            tasks.addLast(task);
        } else {
            hasOverflowed = true;
        }
    }

    private void run() {
        boolean mustRecover = true;
        while (!isClosed) {
            try {
                if (!isAllFull()) {
                    Host.current().park(this, PAUSE_NS);
                    continue;
                }
                if (mustRecover) {
                    recover();
                    mustRecover = false;
                }
                if (!isTime()) {
                    Host.current().park(this, PAUSE_NS);
                    continue;
                }
                List<Clearing> batch = next();
                if (batch.isEmpty()) {
                    mustRecover = settleDown();
                    trim.step();
                    Host.current().park(this, PAUSE_NS);
                } else {
                    clear(batch);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (StoreException e) {
                Host.current().park(this, PAUSE_NS);
            } catch (RuntimeException e) {
                LOG.error("clearing away failed", e);
                Host.current().park(this, PAUSE_NS);
            }
        }
    }

    /// Rule 21: all N drives are full.
    private boolean isAllFull() {
        for (Member member : leader.set().members()) {
            if (member.state() != MemberState.IN_SERVICE || !leader.isInService(member.index())) {
                return false;
            }
        }
        return leader.whyReadOnly().isEmpty();
    }

    /// Clearing away costs the drives about what the changes cost that left things behind, so it
    /// waits for a quiet moment while not too much waits.
    private boolean isTime() {
        long nowNs = Host.current().nowNs();
        if (nowNs - lookedNs >= PAUSE_NS) {
            long decided = leader.decided();
            isQuiet = decided - decidedThen < QUIET_CHANGES;
            decidedThen = decided;
            lookedNs = nowNs;
        }
        return isQuiet || isMuchWaiting();
    }

    private synchronized boolean isMuchWaiting() {
        return tasks.size() >= WAITING_MAX;
    }

    /// Finds in the journal what the last process did not get to.
    private void recover() throws StoreException, InterruptedException {
        Drive source = leader.drive(0).orElseThrow();
        long cleaned = JournalFloor.read(source, JournalFloor.CLEANED_KEY);
        // Asked before the scan: an entry that the scan meets and that is decided only later may be
        // void.
        long upTo = leader.decided();
        JournalScan.after(
                source,
                cleaned,
                page -> {
                    for (JournalScan.Item item : page) {
                        if (Long.compareUnsigned(item.sequence(), upTo) <= 0) {
                            recover(JournalEntry.read(item.entry()));
                        }
                    }
                });
    }

    private void recover(JournalEntry entry) {
        RowKey key = RowKey.of(entry.bucketId(), entry.key());
        if (entry.buried() != 0) {
            tombstone(key, entry.buried());
        }
        switch (entry.kind()) {
            case REMOVE, PUT, MARKER -> {
                if (entry.kind() == JournalEntry.Kind.REMOVE) {
                    tombstone(key, entry.creation());
                }
                entry.uploads().forEach(upload -> parts(key, upload));
            }
            case UPLOAD_COMPLETED, UPLOAD_ABORTED -> {
                endedUpload(key, entry.uploads().getFirst());
                entry.uploads().stream().skip(1).forEach(upload -> parts(key, upload));
            }
            case UPDATE, UPLOAD_CREATED, PART_STORED -> {}
        }
    }

    private synchronized List<Clearing> next() {
        List<Clearing> batch = new ArrayList<>();
        while (batch.size() < BATCH && !tasks.isEmpty()) {
            batch.add(tasks.removeFirst());
        }
        return batch;
    }

    /// Everything is cleared: remember that, so that the next start need not look further back.
    ///
    /// @return true when tasks were dropped meanwhile, so that the journal must be read again
    private boolean settleDown() throws StoreException, InterruptedException {
        long upTo = leader.decided();
        synchronized (this) {
            if (hasOverflowed) {
                hasOverflowed = false;
                return true;
            }
            if (!tasks.isEmpty()
                    || Sequences.ordinal(upTo) - Sequences.ordinal(cleanedUpTo) < BATCH) {
                return false;
            }
        }
        cleanedUpTo = upTo;
        submit(
                new OpsWriter()
                        .set(
                                Family.META,
                                JournalFloor.CLEANED_KEY,
                                JournalFloor.record(upTo),
                                new OpsWriter.Shard.None())
                        .toBytes());
        return false;
    }

    private void clear(List<Clearing> batch) throws StoreException, InterruptedException {
        boolean isDone = false;
        List<Clearing> again = new ArrayList<>();
        try {
            // A barrier: once it is durable on a drive, the drive's mark covers all tasks of the
            // batch.
            submit(new OpsWriter().toBytes());
            if (!isAllFull()) {
                // A drive left before it had the barrier.
                return;
            }
            purge(batch, again);
            isDone = true;
        } finally {
            for (Clearing task : isDone ? again : batch) {
                add(task);
            }
        }
        if (again.size() == batch.size()) {
            Host.current().park(this, PAUSE_NS);
        }
    }

    /// Clears what can be cleared now, in the turns of the keys. As with every change, they end
    /// when the removal is decided, however long that takes: the next turn must not find it on some
    /// drives only.
    ///
    /// @param again gets the tasks to try later
    private void purge(List<Clearing> batch, List<Clearing> again)
            throws StoreException, InterruptedException {
        OpsWriter ops = new OpsWriter(1 << 14);
        Map<RowKey, KeyLocks.Held> held = new HashMap<>();
        Runnable release = () -> held.values().forEach(KeyLocks.Held::release);
        boolean isHandedOver = false;
        try {
            for (Clearing task : batch) {
                if (!takeTurn(task.key(), held) || !planner.plan(task, ops)) {
                    again.add(task);
                }
            }
            Submitted submitted = submit(ops.toBytes(), _ -> release.run());
            isHandedOver = true;
            leader.await(submitted);
        } finally {
            if (!isHandedOver) {
                release.run();
            }
        }
    }

    private boolean takeTurn(RowKey key, Map<RowKey, KeyLocks.Held> held) {
        if (!held.containsKey(key)) {
            locks.tryAcquire(key).ifPresent(lock -> held.put(key, lock));
        }
        return held.containsKey(key);
    }

    private void submit(byte[] ops) throws StoreException, InterruptedException {
        leader.await(submit(ops, null));
    }

    private Submitted submit(byte[] ops, @Nullable OnDecided onDecided)
            throws StoreException, InterruptedException {
        return leader.submit(
                Change.NO_SLOT, _ -> new Draft(null, ops, null, Change.ALL_DRIVES), onDecided);
    }

    @Override
    public void close() {
        isClosed = true;
        worker.interrupt();
    }
}
