package io.holdfast.object.heal;

import io.holdfast.base.Host;
import io.holdfast.cluster.Member;
import io.holdfast.cluster.MemberState;
import io.holdfast.drive.Change;
import io.holdfast.drive.Drive;
import io.holdfast.drive.DriveFault;
import io.holdfast.drive.Family;
import io.holdfast.drive.OpsWriter;
import io.holdfast.drive.RowRead;
import io.holdfast.object.StoreException;
import io.holdfast.object.commit.Draft;
import io.holdfast.object.commit.JournalFloor;
import io.holdfast.object.commit.KeyLocks;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.commit.Sequences;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.commit.Submitted;
import io.holdfast.object.read.UploadPins;
import io.holdfast.object.row.JournalEntry;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.PartRef;
import io.holdfast.object.row.PartTable;
import io.holdfast.object.row.UploadId;
import io.holdfast.object.row.UploadRecord;
import io.holdfast.object.row.VersionRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private final SetLeader leader;
    private final KeyLocks locks;
    private final UploadPins pins;
    private final JournalTrim trim;
    private final Deque<Task> tasks = new ArrayDeque<>();
    private final Thread worker;
    private volatile boolean isClosed;
    private boolean hasOverflowed;
    private long cleanedUpTo;

    /// Something to clear, in the key's turn: heal reads a key's rows there, and would bring back
    /// what goes meanwhile.
    private sealed interface Task {
        RowKey key();

        record Tombstone(RowKey key, long creation, long sequence) implements Task {}

        record Parts(RowKey key, UploadId upload) implements Task {}

        record EndedUpload(RowKey key, UploadId upload, boolean isExpired) implements Task {}
    }

    Cleaner(SetLeader leader, KeyLocks locks, UploadPins pins) {
        this.leader = leader;
        this.locks = locks;
        this.pins = pins;
        this.trim = new JournalTrim(leader);
        this.worker = Host.current().virtualThread("cleaner", this::run);
    }

    void start() {
        worker.start();
    }

    void tombstone(RowKey key, long creation, long sequence) {
        add(new Task.Tombstone(key, creation, sequence));
    }

    void parts(RowKey key, UploadId upload) {
        add(new Task.Parts(key, upload));
    }

    void endedUpload(RowKey key, UploadId upload) {
        add(new Task.EndedUpload(key, upload, false));
    }

    void expiredUpload(RowKey key, UploadId upload) {
        add(new Task.EndedUpload(key, upload, true));
    }

    private synchronized void add(Task task) {
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
                List<Task> batch = next();
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

    /// Finds in the journal what the last process did not get to.
    private void recover() throws StoreException, InterruptedException {
        Drive source = leader.drive(0).orElseThrow();
        long cleaned = JournalFloor.read(source, JournalFloor.CLEANED_KEY);
        JournalScan.after(
                source,
                cleaned,
                page -> {
                    for (JournalScan.Item item : page) {
                        if (Long.compareUnsigned(item.sequence(), leader.decided()) <= 0) {
                            recover(JournalEntry.read(item.entry()), item.sequence());
                        }
                    }
                });
    }

    private void recover(JournalEntry entry, long sequence) {
        RowKey key = RowKey.of(entry.bucketId(), entry.key());
        switch (entry.kind()) {
            case REMOVE, PUT, MARKER -> {
                if (entry.kind() == JournalEntry.Kind.REMOVE) {
                    tombstone(key, entry.creation(), sequence);
                }
                entry.upload().ifPresent(upload -> parts(key, upload));
            }
            case UPLOAD_COMPLETED, UPLOAD_ABORTED ->
                    entry.upload().ifPresent(upload -> endedUpload(key, upload));
            case UPDATE, UPLOAD_CREATED, PART_STORED -> {}
        }
    }

    private synchronized List<Task> next() {
        List<Task> batch = new ArrayList<>();
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

    private void clear(List<Task> batch) throws StoreException, InterruptedException {
        boolean isDone = false;
        List<Task> again = new ArrayList<>();
        try {
            // A barrier: once it is durable on a drive, the drive's mark covers all tasks of the
            // batch.
            submit(new OpsWriter().toBytes());
            OpsWriter ops = new OpsWriter(1 << 14);
            List<KeyLocks.Held> held = new ArrayList<>();
            try {
                for (Task task : batch) {
                    if (!plan(task, ops, held)) {
                        again.add(task);
                    }
                }
                submit(ops.toBytes());
            } finally {
                held.forEach(KeyLocks.Held::release);
            }
            isDone = true;
        } finally {
            for (Task task : isDone ? again : batch) {
                add(task);
            }
        }
        if (again.size() == batch.size()) {
            Host.current().park(this, PAUSE_NS);
        }
    }

    private void submit(byte[] ops) throws StoreException, InterruptedException {
        Submitted submitted =
                leader.submit(
                        Change.NO_SLOT, _ -> new Draft(null, ops, null, Change.ALL_DRIVES), null);
        leader.await(submitted);
    }

    /// @return false to try again later
    private boolean plan(Task task, OpsWriter ops, List<KeyLocks.Held> held)
            throws InterruptedException {
        Optional<KeyLocks.Held> lock = locks.tryAcquire(task.key());
        lock.ifPresent(held::add);
        return lock.isPresent()
                && switch (task) {
                    case Task.Parts parts -> planParts(parts.upload(), ops);
                    case Task.Tombstone tombstone -> planTombstone(tombstone, ops);
                    case Task.EndedUpload ended -> planEndedUpload(ended, ops);
                };
    }

    private boolean planParts(UploadId upload, OpsWriter ops) {
        if (pins.isPinned(upload)) {
            return false;
        }
        ops.removeRange(Family.PART, Keys.parts(upload, 0), Keys.afterParts(upload));
        ops.remove(Family.PART, Keys.table(upload));
        return true;
    }

    private boolean planTombstone(Task.Tombstone task, OpsWriter ops) throws InterruptedException {
        byte[] head = task.key().head();
        byte[] version = Keys.version(head, task.creation());
        for (var row :
                List.of(
                        new KeyRows.Place(Family.HEAD, head),
                        new KeyRows.Place(Family.VERSION, version))) {
            VersionRecord record = null;
            switch (read(row.family(), row.key())) {
                case RowRead.Found found -> record = VersionRecord.read(found.row().record());
                case RowRead.Absent _ -> {}
                case RowRead.Failed _ -> {
                    return false;
                }
            }
            if (record != null && record.isTombstone() && record.creation() == task.creation()) {
                ops.remove(row.family(), row.key());
            }
        }
        return true;
    }

    /// The row as any drive has it: when the last process died while it cleared away, some drives
    /// have been cleared and others not.
    private RowRead read(Family family, byte[] key) throws InterruptedException {
        RowRead found = RowRead.absent();
        for (int place = 0; place < leader.geometry().drives(); place++) {
            Optional<Drive> drive = leader.drive(place);
            if (drive.isEmpty()) {
                return new RowRead.Failed(
                        new DriveFault(DriveFault.Kind.UNAVAILABLE, "a drive is gone"));
            }
            found = drive.get().read(family, key, false).await();
            if (!(found instanceof RowRead.Absent)) {
                return found;
            }
        }
        return found;
    }

    /// Parts that a completed object does not use, or all parts of an aborted upload, and its row.
    private boolean planEndedUpload(Task.EndedUpload task, OpsWriter ops)
            throws InterruptedException {
        byte[] row = Keys.upload(task.key().head(), task.upload());
        RowRead read = read(Family.PART, row);
        if (!(read instanceof RowRead.Found found)) {
            return read instanceof RowRead.Absent;
        }
        UploadRecord record = UploadRecord.read(found.row().record());
        return switch (record.state()) {
            case OPEN -> true;
            case ABORTED -> {
                boolean isPlanned = planParts(task.upload(), ops);
                if (isPlanned) {
                    ops.remove(Family.PART, row);
                }
                yield isPlanned;
            }
            case COMPLETED -> planCompleted(task, record, row, ops);
        };
    }

    private boolean planCompleted(
            Task.EndedUpload task, UploadRecord record, byte[] row, OpsWriter ops)
            throws InterruptedException {
        // Of an object that is gone already its own removal frees the parts.
        Optional<VersionRecord> object =
                version(task.key(), record.creation()).filter(VersionRecord::isData);
        if (object.isPresent() && !planUnusedParts(task, object.get(), ops)) {
            return false;
        }
        if (object.isEmpty() || task.isExpired()) {
            ops.remove(Family.PART, row);
        }
        return true;
    }

    private boolean planUnusedParts(Task.EndedUpload task, VersionRecord object, OpsWriter ops)
            throws InterruptedException {
        List<PartRef> parts = object.parts();
        if (object.hasTableRow()) {
            if (!(read(Family.PART, Keys.table(task.upload())) instanceof RowRead.Found table)) {
                return false;
            }
            parts = PartTable.read(table.row().record());
        }
        Optional<KeyRows> rows =
                KeyRows.read(leader.drive(0).orElseThrow(), task.key(), Set.of(task.upload()));
        if (rows.isEmpty()) {
            return false;
        }
        Set<KeyRows.Place> used = new HashSet<>();
        for (PartRef part : parts) {
            used.add(
                    new KeyRows.Place(
                            Family.PART, Keys.part(task.upload(), part.number(), part.sequence())));
        }
        for (KeyRows.Place place : rows.get().rows().keySet()) {
            boolean isPartOfUpload =
                    place.family() == Family.PART
                            && place.key()[0] == 'P'
                            && UploadId.read(place.key(), 1).equals(task.upload());
            if (isPartOfUpload && !used.contains(place)) {
                ops.remove(Family.PART, place.key());
            }
        }
        return true;
    }

    private Optional<VersionRecord> version(RowKey key, long creation) throws InterruptedException {
        @Nullable VersionRecord head = recordOf(read(Family.HEAD, key.head()));
        if (head != null && head.creation() == creation) {
            return Optional.of(head);
        }
        return Optional.ofNullable(
                recordOf(read(Family.VERSION, Keys.version(key.head(), creation))));
    }

    private static @Nullable VersionRecord recordOf(RowRead read) {
        return read instanceof RowRead.Found found
                ? VersionRecord.read(found.row().record())
                : null;
    }

    @Override
    public void close() {
        isClosed = true;
        worker.interrupt();
    }
}
