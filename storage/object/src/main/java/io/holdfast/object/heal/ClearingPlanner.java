package io.holdfast.object.heal;

import io.holdfast.drive.Drive;
import io.holdfast.drive.DriveFault;
import io.holdfast.drive.Family;
import io.holdfast.drive.OpsWriter;
import io.holdfast.drive.RowRead;
import io.holdfast.drive.RowVisitor;
import io.holdfast.drive.ScanEnd;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.read.UploadPins;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.PartRef;
import io.holdfast.object.row.PartTable;
import io.holdfast.object.row.UploadId;
import io.holdfast.object.row.UploadRecord;
import io.holdfast.object.row.VersionRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Finds the rows that are to be removed. It looks at all drives: when the last process died while
/// it cleared away, some have been cleared and others not. Used inside the key's turn, while all
/// drives are full; one thread.
final class ClearingPlanner {
    private final SetLeader leader;
    private final UploadPins pins;

    ClearingPlanner(SetLeader leader, UploadPins pins) {
        this.leader = leader;
        this.pins = pins;
    }

    /// Adds the removals.
    ///
    /// @return false, and perhaps some were added, when the rest has to be tried again later
    boolean plan(Clearing task, OpsWriter ops) throws InterruptedException {
        return switch (task) {
            case Clearing.Tombstone tombstone -> planTombstone(tombstone, ops);
            case Clearing.Parts(RowKey _, UploadId upload) -> planParts(upload, ops);
            case Clearing.EndedUpload ended -> planEndedUpload(ended, ops);
            case Clearing.OrphanedUpload(RowKey key, UploadId upload) ->
                    planUpload(upload, Keys.upload(key.head(), upload), ops);
        };
    }

    private boolean planTombstone(Clearing.Tombstone task, OpsWriter ops)
            throws InterruptedException {
        // A version is buried once, in the row where it stands then.
        byte[] head = task.key().head();
        return switch (planBuried(Family.HEAD, head, task.creation(), ops)) {
            case PLANNED -> true;
            case UNKNOWN -> false;
            case NOT_HERE ->
                    planBuried(
                                    Family.VERSION,
                                    Keys.version(head, task.creation()),
                                    task.creation(),
                                    ops)
                            != Buried.UNKNOWN;
        };
    }

    private enum Buried {
        PLANNED,
        NOT_HERE,
        UNKNOWN
    }

    /// Removes the row if it is the tombstone of that version.
    private Buried planBuried(Family family, byte[] row, long creation, OpsWriter ops)
            throws InterruptedException {
        return switch (read(family, row)) {
            case RowRead.Found found -> {
                VersionRecord record = VersionRecord.read(found.row().record());
                if (!record.isTombstone() || record.creation() != creation) {
                    yield Buried.NOT_HERE;
                }
                ops.remove(family, row);
                yield Buried.PLANNED;
            }
            case RowRead.Absent _ -> Buried.NOT_HERE;
            case RowRead.Failed _ -> Buried.UNKNOWN;
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

    /// All parts of an upload, and its row.
    private boolean planUpload(UploadId upload, byte[] row, OpsWriter ops) {
        if (!planParts(upload, ops)) {
            return false;
        }
        ops.remove(Family.PART, row);
        return true;
    }

    /// Parts that a completed object does not use, or all parts of an aborted upload, and its row.
    private boolean planEndedUpload(Clearing.EndedUpload task, OpsWriter ops)
            throws InterruptedException {
        byte[] row = Keys.upload(task.key().head(), task.upload());
        RowRead read = read(Family.PART, row);
        if (!(read instanceof RowRead.Found found)) {
            return read instanceof RowRead.Absent;
        }
        UploadRecord record = UploadRecord.read(found.row().record());
        return switch (record.state()) {
            case OPEN -> true;
            case ABORTED -> planUpload(task.upload(), row, ops);
            case COMPLETED -> planCompleted(task, record.creation(), row, ops);
        };
    }

    private boolean planCompleted(
            Clearing.EndedUpload task, long creation, byte[] row, OpsWriter ops)
            throws InterruptedException {
        byte[] head = task.key().head();
        RowRead newest = read(Family.HEAD, head);
        RowRead older = read(Family.VERSION, Keys.version(head, creation));
        if (newest instanceof RowRead.Failed || older instanceof RowRead.Failed) {
            return false;
        }
        // Of an object that is gone already its own removal frees the parts.
        Optional<VersionRecord> object = made(newest, creation).or(() -> made(older, creation));
        if (object.isPresent() && !planUnusedParts(task.upload(), object.get(), ops)) {
            return false;
        }
        if (object.isEmpty() || task.isExpired()) {
            ops.remove(Family.PART, row);
        }
        return true;
    }

    /// The object that the upload became, if this row is it.
    private static Optional<VersionRecord> made(RowRead read, long creation) {
        return read instanceof RowRead.Found found
                ? Optional.of(VersionRecord.read(found.row().record()))
                        .filter(record -> record.creation() == creation && record.isData())
                : Optional.empty();
    }

    private boolean planUnusedParts(UploadId upload, VersionRecord object, OpsWriter ops)
            throws InterruptedException {
        List<PartRef> parts = object.parts();
        if (object.hasTableRow()) {
            if (!(read(Family.PART, Keys.table(upload)) instanceof RowRead.Found table)) {
                return false;
            }
            parts = PartTable.read(table.row().record());
        }
        Optional<Set<byte[]>> stored = storedParts(upload);
        if (stored.isEmpty()) {
            return false;
        }
        Set<byte[]> unused = stored.get();
        for (PartRef part : parts) {
            unused.remove(Keys.part(upload, part.number(), part.sequence()));
        }
        unused.forEach(row -> ops.remove(Family.PART, row));
        return true;
    }

    /// The rows of parts that any drive has; empty when one cannot be asked.
    private Optional<Set<byte[]>> storedParts(UploadId upload) throws InterruptedException {
        Set<byte[]> stored = new TreeSet<>(Arrays::compareUnsigned);
        RowVisitor visitor =
                (row, _) -> {
                    stored.add(row);
                    return RowVisitor.Next.row();
                };
        for (int place = 0; place < leader.geometry().drives(); place++) {
            Optional<Drive> drive = leader.drive(place);
            if (drive.isEmpty()) {
                return Optional.empty();
            }
            byte[] end = Keys.afterParts(upload);
            ScanEnd scan =
                    drive.get().scan(Family.PART, Keys.parts(upload, 0), end, visitor).await();
            if (scan instanceof ScanEnd.Failed) {
                return Optional.empty();
            }
        }
        return Optional.of(stored);
    }

    /// The row as any drive has it.
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
}
