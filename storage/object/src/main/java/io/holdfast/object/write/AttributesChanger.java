package io.holdfast.object.write;

import io.holdfast.drive.Change;
import io.holdfast.drive.Family;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectLock;
import io.holdfast.object.ObjectName;
import io.holdfast.object.Retention;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.VersionId;
import io.holdfast.object.commit.Draft;
import io.holdfast.object.commit.KeyTurns;
import io.holdfast.object.commit.Plan;
import io.holdfast.object.lock.LockJudge;
import io.holdfast.object.read.FoundVersion;
import io.holdfast.object.read.Infos;
import io.holdfast.object.read.VersionFinder;
import io.holdfast.object.row.JournalEntry;
import io.holdfast.object.row.VersionRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Changes a version's tags or lock in place: a second image of the row, never an overwrite (rule
/// 15). Any thread.
public final class AttributesChanger {
    private final KeyTurns turns;
    private final VersionFinder versions;
    private final LockJudge locks;

    public AttributesChanger(KeyTurns turns, VersionFinder versions, LockJudge locks) {
        this.turns = turns;
        this.versions = versions;
        this.locks = locks;
    }

    /// What a change makes of the decided attributes, judged inside the key's turn.
    @FunctionalInterface
    private interface Edit {
        ObjectAttributes of(BucketInfo bucket, ObjectAttributes present) throws StoreException;
    }

    public ObjectInfo setTags(
            ObjectName name, Optional<VersionId> version, Map<String, String> tags)
            throws StoreException, InterruptedException {
        return change(name, version, (_, present) -> present.withTags(tags));
    }

    public ObjectInfo setAcl(
            ObjectName name, Optional<VersionId> version, String expected, String acl)
            throws StoreException, InterruptedException {
        return change(
                name,
                version,
                (_, present) -> {
                    if (!present.acl().equals(expected)) {
                        throw new StoreException(
                                StoreError.TOO_BUSY, "the list of grants was changed meanwhile");
                    }
                    return present.withAcl(acl);
                });
    }

    public ObjectInfo setRetention(
            ObjectName name,
            Optional<VersionId> version,
            Optional<Retention> retention,
            boolean mayBypassGovernance)
            throws StoreException, InterruptedException {
        return change(
                name,
                version,
                (bucket, present) -> {
                    LockJudge.requireLock(bucket);
                    locks.requireGivable(bucket, new ObjectLock(retention, false));
                    locks.requireChangeable(present.lock(), retention, mayBypassGovernance);
                    return present.withLock(present.lock().withRetention(retention));
                });
    }

    public ObjectInfo setLegalHold(ObjectName name, Optional<VersionId> version, boolean isHeld)
            throws StoreException, InterruptedException {
        return change(
                name,
                version,
                (bucket, present) -> {
                    LockJudge.requireLock(bucket);
                    return present.withLock(present.lock().withLegalHold(isHeld));
                });
    }

    private ObjectInfo change(ObjectName name, Optional<VersionId> version, Edit edit)
            throws StoreException, InterruptedException {
        return turns.take(
                name.bucket(),
                name.key().getBytes(StandardCharsets.UTF_8),
                (bucket, key, _) -> {
                    FoundVersion found =
                            (version.isEmpty()
                                            ? versions.newest(key, false)
                                            : versions.version(key, version.get(), false))
                                    .orElseThrow(() -> absent(version));
                    VersionRecord record = found.record();
                    if (!record.isData()) {
                        throw new StoreException(
                                version.isEmpty()
                                        ? StoreError.IS_DELETE_MARKER
                                        : StoreError.MARKER_HAS_NO_DATA,
                                "the version is a delete marker",
                                Optional.of(Infos.idOf(record)));
                    }
                    ObjectAttributes attributes = edit.of(bucket.info(), record.attributes());
                    boolean isHead = found.family() == Family.HEAD;
                    VersionRecord[] changed = new VersionRecord[1];
                    return new Plan<>(
                            numbering -> {
                                changed[0] = record.changed(numbering.sequence(), attributes);
                                return new Draft(
                                        ObjectWriter.entry(
                                                JournalEntry.Kind.UPDATE,
                                                key,
                                                numbering,
                                                record,
                                                JournalEntry.ALL,
                                                List.of()),
                                        new VersionOps(key)
                                                .update(record, changed[0], isHead)
                                                .toBytes(),
                                        null,
                                        Change.ALL_DRIVES);
                            },
                            _ -> Infos.of(name, changed[0], isHead),
                            null);
                });
    }

    private static StoreException absent(Optional<VersionId> version) {
        return version.isEmpty()
                ? new StoreException(StoreError.NO_SUCH_KEY, "the key does not exist")
                : new StoreException(StoreError.NO_SUCH_VERSION, "the version does not exist");
    }
}
