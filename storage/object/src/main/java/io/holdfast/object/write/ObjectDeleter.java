package io.holdfast.object.write;

import io.holdfast.base.Clock;
import io.holdfast.drive.Change;
import io.holdfast.drive.Drive;
import io.holdfast.drive.Family;
import io.holdfast.drive.OpsWriter;
import io.holdfast.drive.RowVisitor;
import io.holdfast.drive.ScanEnd;
import io.holdfast.object.DeleteRequest;
import io.holdfast.object.DeleteResult;
import io.holdfast.object.ObjectName;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.VersionId;
import io.holdfast.object.Versioning;
import io.holdfast.object.bucket.Buckets;
import io.holdfast.object.commit.Draft;
import io.holdfast.object.commit.KeyTurns;
import io.holdfast.object.commit.Plan;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.lock.LockJudge;
import io.holdfast.object.read.ConditionJudge;
import io.holdfast.object.read.FoundVersion;
import io.holdfast.object.read.Infos;
import io.holdfast.object.read.VersionFinder;
import io.holdfast.object.row.JournalEntry;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.VersionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Deletes: hides a key behind a marker, or removes a version for good. Any thread.
public final class ObjectDeleter {
    private final KeyTurns turns;
    private final VersionFinder versions;
    private final ObjectWriter writer;
    private final ShardIds ids;
    private final Leftovers leftovers;
    private final LockJudge locks;
    private final Clock clock;

    public ObjectDeleter(
            KeyTurns turns,
            VersionFinder versions,
            ObjectWriter writer,
            ShardIds ids,
            Leftovers leftovers,
            LockJudge locks,
            Clock clock) {
        this.turns = turns;
        this.versions = versions;
        this.writer = writer;
        this.ids = ids;
        this.leftovers = leftovers;
        this.locks = locks;
        this.clock = clock;
    }

    /// Deletes what the request names; deleting what is not there succeeds.
    public DeleteResult delete(DeleteRequest request) throws StoreException, InterruptedException {
        byte[] key = KeyRules.check(request.name());
        return turns.take(
                request.name().bucket(),
                key,
                (bucket, rowKey, leader) -> {
                    VersionRecord head =
                            versions.head(rowKey, false).map(FoundVersion::record).orElse(null);
                    ConditionJudge.write(request.conditions(), head);
                    if (request.version().isPresent()) {
                        return removeVersion(
                                rowKey,
                                leader,
                                request.version().get(),
                                request.mayBypassGovernance());
                    }
                    return bucket.info().versioning() == Versioning.OFF
                            ? removeOnly(rowKey, head)
                            : putMarker(bucket, rowKey, head);
                });
    }

    /// Removes the null version, if it is still as it was.
    ///
    /// @param change sequence of its last change
    public void deleteUnchanged(ObjectName name, long change)
            throws StoreException, InterruptedException {
        turns.take(
                name.bucket(),
                KeyRules.check(name),
                (bucket, rowKey, leader) -> {
                    Optional<VersionRecord> found =
                            versions.version(rowKey, VersionId.nullVersion(), false)
                                    .map(FoundVersion::record)
                                    .filter(record -> record.change() == change);
                    if (found.isEmpty()) {
                        return Plan.answer(new DeleteResult(Optional.empty(), false));
                    }
                    return bucket.info().versioning() == Versioning.OFF
                            ? removeOnly(rowKey, found.get())
                            : removeVersion(rowKey, leader, VersionId.nullVersion(), false);
                });
    }

    private Plan<DeleteResult> removeOnly(RowKey key, @Nullable VersionRecord head)
            throws StoreException {
        locks.requireRemovable(head, false);
        DeleteResult done = new DeleteResult(Optional.empty(), false);
        if (head == null || head.isTombstone()) {
            return Plan.answer(done);
        }
        return new Plan<>(
                numbering ->
                        new Draft(
                                ObjectWriter.entry(
                                        JournalEntry.Kind.REMOVE,
                                        key,
                                        numbering,
                                        head,
                                        JournalEntry.ALL,
                                        head.upload().stream().toList()),
                                new VersionOps(key)
                                        .removeHead(
                                                head, null, numbering.sequence(), clock.wallMs())
                                        .toBytes(),
                                null,
                                Change.ALL_DRIVES),
                _ -> done,
                sequence -> buried(key, head, sequence));
    }

    private Plan<DeleteResult> putMarker(
            Buckets.Entered bucket, RowKey key, @Nullable VersionRecord head)
            throws StoreException, InterruptedException {
        ObjectWriter.TopChange top = writer.topChange(bucket.info(), key, head);
        long writeId = ids.nextLong();
        long nowMs = clock.wallMs();
        return new Plan<>(
                numbering -> {
                    VersionRecord marker =
                            VersionRecord.marker(
                                    top.isNull(),
                                    numbering.sequence(),
                                    top.nullCreation(),
                                    writeId,
                                    nowMs);
                    return new Draft(
                            ObjectWriter.entry(
                                            JournalEntry.Kind.MARKER,
                                            key,
                                            numbering,
                                            marker,
                                            JournalEntry.ALL,
                                            top.freedUpload(head))
                                    .burying(top.olderNull()),
                            new VersionOps(key)
                                    .putOnTop(
                                            head,
                                            top.olderNull(),
                                            marker,
                                            new OpsWriter.Shard.None())
                                    .toBytes(),
                            null,
                            Change.ALL_DRIVES);
                },
                sequence ->
                        new DeleteResult(
                                Optional.of(
                                        top.isNull()
                                                ? VersionId.nullVersion()
                                                : VersionId.Id.of(sequence, writeId)),
                                true),
                sequence -> top.leaveBehind(leftovers, key, head, sequence));
    }

    private Plan<DeleteResult> removeVersion(
            RowKey key, SetLeader leader, VersionId id, boolean mayBypassGovernance)
            throws StoreException, InterruptedException {
        Optional<FoundVersion> found = versions.version(key, id, false);
        if (found.isEmpty()) {
            return Plan.answer(new DeleteResult(Optional.of(id), false));
        }
        VersionRecord record = found.get().record();
        locks.requireRemovable(record, mayBypassGovernance);
        boolean isHead = found.get().family() == Family.HEAD;
        VersionRecord next = isHead ? nextOlder(key, leader) : null;
        return new Plan<>(
                numbering -> {
                    VersionOps ops = new VersionOps(key);
                    if (isHead) {
                        ops.removeHead(record, next, numbering.sequence(), clock.wallMs());
                    } else {
                        ops.removeOlder(record, numbering.sequence(), clock.wallMs());
                    }
                    return new Draft(
                            ObjectWriter.entry(
                                    JournalEntry.Kind.REMOVE,
                                    key,
                                    numbering,
                                    record,
                                    JournalEntry.ALL,
                                    record.upload().stream().toList()),
                            ops.toBytes(),
                            null,
                            Change.ALL_DRIVES);
                },
                _ ->
                        new DeleteResult(
                                Optional.of(Infos.idOf(record)),
                                record.kind() == VersionRecord.Kind.MARKER),
                sequence -> buried(key, record, sequence));
    }

    private void buried(RowKey key, VersionRecord record, long sequence) {
        leftovers.tombstone(key, record.creation(), sequence);
        record.upload().ifPresent(upload -> leftovers.parts(key, upload));
    }

    /// The newest version below HEAD. Safe inside the key's turn: nothing of the key is undecided.
    private static @Nullable VersionRecord nextOlder(RowKey key, SetLeader leader)
            throws StoreException, InterruptedException {
        for (int place = 0; place < leader.geometry().drives(); place++) {
            Optional<Drive> drive = leader.readable(place);
            if (drive.isEmpty()) {
                continue;
            }
            List<VersionRecord> first = new ArrayList<>(1);
            ScanEnd end =
                    drive.get()
                            .scan(
                                    Family.VERSION,
                                    key.head(),
                                    Keys.afterVersions(key.head()),
                                    (_, row) -> {
                                        VersionRecord record = VersionRecord.read(row.record());
                                        if (record.isTombstone()) {
                                            return RowVisitor.Next.row();
                                        }
                                        first.add(record);
                                        return RowVisitor.Next.stop();
                                    })
                            .await();
            if (end instanceof ScanEnd.Complete) {
                return first.isEmpty() ? null : first.getFirst();
            }
        }
        throw new StoreException(StoreError.READ_QUORUM_LOST, "too few drives answer to read");
    }
}
