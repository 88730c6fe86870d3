package io.holdfast.object.write;

import io.holdfast.base.Clock;
import io.holdfast.base.ports.Envelope;
import io.holdfast.base.ports.ObjectSealing;
import io.holdfast.drive.Change;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectBody;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectName;
import io.holdfast.object.PutRequest;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.Versioning;
import io.holdfast.object.bucket.Buckets;
import io.holdfast.object.commit.Draft;
import io.holdfast.object.commit.KeyTurns;
import io.holdfast.object.commit.Leaders;
import io.holdfast.object.commit.Numbering;
import io.holdfast.object.commit.Plan;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.lock.LockJudge;
import io.holdfast.object.read.ConditionJudge;
import io.holdfast.object.read.FoundVersion;
import io.holdfast.object.read.Infos;
import io.holdfast.object.read.RepairSink;
import io.holdfast.object.read.VersionFinder;
import io.holdfast.object.row.JournalEntry;
import io.holdfast.object.row.UploadId;
import io.holdfast.object.row.VersionRecord;
import io.holdfast.object.seal.Seals;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stores whole objects. Any thread.
public final class ObjectWriter {
    private final Buckets buckets;
    private final Leaders leaders;
    private final KeyTurns turns;
    private final VersionFinder versions;
    private final DataWriter data;
    private final Seals seals;
    private final Quotas quotas;
    private final ShardIds ids;
    private final Leftovers leftovers;
    private final RepairSink repairs;
    private final LockJudge locks;
    private final Clock clock;

    public ObjectWriter(
            Buckets buckets,
            Leaders leaders,
            KeyTurns turns,
            VersionFinder versions,
            DataWriter data,
            Seals seals,
            Quotas quotas,
            ShardIds ids,
            Leftovers leftovers,
            RepairSink repairs,
            LockJudge locks,
            Clock clock) {
        this.buckets = buckets;
        this.leaders = leaders;
        this.turns = turns;
        this.versions = versions;
        this.data = data;
        this.seals = seals;
        this.quotas = quotas;
        this.ids = ids;
        this.leftovers = leftovers;
        this.repairs = repairs;
        this.locks = locks;
        this.clock = clock;
    }

    /// Judges what a new version would replace, in the key's turn.
    @FunctionalInterface
    public interface HeadJudge {
        /// @param head the key's newest version, marker or tombstone; null when there is none
        void judge(@Nullable VersionRecord head) throws StoreException;
    }

    /// Stores the body as a new version of the key.
    public ObjectInfo put(PutRequest request, ObjectBody body)
            throws StoreException, IOException, InterruptedException {
        return put(request, body, ids.nextLong(), _ -> {});
    }

    /// The same, when the judge lets it.
    ///
    /// @param writeId by which the version can be told from all others; random
    public ObjectInfo put(PutRequest request, ObjectBody body, long writeId, HeadJudge judge)
            throws StoreException, IOException, InterruptedException {
        ObjectName name = request.name();
        byte[] keyBytes = KeyRules.check(name);
        BucketInfo bucketNow = buckets.get(name.bucket());
        RowKey key = RowKey.of(bucketNow.id(), keyBytes);
        SetLeader leader = leaders.of(key);
        requireRoomFor(body, bucketNow, key);
        Optional<Envelope> envelope = Optional.empty();
        Optional<Sealer> sealer = Optional.empty();
        if (request.protection().isPresent()) {
            // The envelope is bound to the write id.
            ObjectSealing.Fresh fresh = seals.sealVersion(request.protection().get(), key, writeId);
            envelope = Optional.of(fresh.envelope());
            sealer = Optional.of(Sealer.of(fresh));
        }
        StoredData stored =
                data.write(
                        leader,
                        key,
                        request.attributes().storageClass(),
                        body,
                        request.checksum(),
                        sealer);
        NewVersion version =
                new NewVersion(key.bucketId(), stored, request.attributes(), writeId, envelope);
        return stored.namedBy(
                () ->
                        turns.take(
                                name.bucket(),
                                keyBytes,
                                (bucket, turnKey, turnLeader) ->
                                        plan(
                                                bucket.info(),
                                                name,
                                                turnKey,
                                                turnLeader,
                                                version,
                                                head -> {
                                                    ConditionJudge.write(
                                                            request.conditions(), head);
                                                    judge.judge(head);
                                                })));
    }

    /// Before a body comes that will not fit; judged again in the key's turn.
    private void requireRoomFor(ObjectBody body, BucketInfo bucket, RowKey key)
            throws StoreException, InterruptedException {
        if (Quotas.of(bucket).isPresent() && body.isLengthExact()) {
            VersionRecord head = versions.headRecord(key);
            TopChange top = topChange(bucket, key, head);
            quotas.requireRoom(bucket, body.length() - top.freedBytes(head));
        }
    }

    /// @param bucketId of the bucket that the body was sent to
    private record NewVersion(
            long bucketId,
            StoredData data,
            ObjectAttributes attributes,
            long writeId,
            Optional<Envelope> envelope) {}

    private Plan<ObjectInfo> plan(
            BucketInfo bucket,
            ObjectName name,
            RowKey key,
            SetLeader leader,
            NewVersion version,
            HeadJudge judge)
            throws StoreException, InterruptedException {
        if (bucket.id() != version.bucketId()) {
            // It was removed while the body came, and another one was made under its name.
            throw new StoreException(StoreError.NO_SUCH_BUCKET, "the bucket does not exist");
        }
        VersionRecord head = versions.headRecord(key);
        judge.judge(head);
        locks.requireGivable(bucket, version.attributes().lock());
        ObjectAttributes attributes = locks.of(bucket, version.attributes());
        TopChange top = topChange(bucket, key, head);
        quotas.requireRoom(bucket, version.data().size() - top.freedBytes(head));
        long nowMs = clock.wallMs();
        VersionRecord[] made = new VersionRecord[1];
        StoredData stored = version.data();
        return new Plan<>(
                numbering -> {
                    VersionRecord record =
                            new VersionRecord(
                                    VersionRecord.Kind.DATA,
                                    top.isNull(),
                                    numbering.sequence(),
                                    numbering.sequence(),
                                    top.nullCreation(),
                                    version.writeId(),
                                    0,
                                    stored.size(),
                                    nowMs,
                                    stored.coding(),
                                    stored.etag(),
                                    0,
                                    Optional.empty(),
                                    List.of(),
                                    stored.checksum(),
                                    attributes,
                                    version.envelope());
                    made[0] = record;
                    byte[] ops =
                            new VersionOps(key)
                                    .putOnTop(head, top.olderNull(), record, stored.shard())
                                    .toBytes();
                    return new Draft(
                            entry(
                                            JournalEntry.Kind.PUT,
                                            key,
                                            numbering,
                                            record,
                                            stored.holders(),
                                            top.freedUpload(head))
                                    .burying(top.olderNull()),
                            ops,
                            stored.inline(),
                            Change.ALL_DRIVES,
                            stored.copies());
                },
                _ -> Infos.of(name, made[0], true),
                sequence -> {
                    top.leaveBehind(leftovers, key, head, sequence);
                    if (isIncomplete(leader, stored)) {
                        repairs.damaged(key, "a drive took no shard when the object was written");
                    }
                });
    }

    /// True when a drive that takes changes holds no shard of the object.
    public static boolean isIncomplete(SetLeader leader, StoredData stored) {
        for (int place = 0; place < leader.geometry().drives(); place++) {
            if ((stored.holders() >>> place & 1) == 0 && leader.isAttached(place)) {
                return true;
            }
        }
        return false;
    }

    /// What a new top version has to know of the state below it.
    ///
    /// @param isNull whether its id is `null`
    /// @param nullCreation pointer to the null version below it, if any
    /// @param olderNull the null version in VERSION that it replaces
    public record TopChange(boolean isNull, long nullCreation, @Nullable VersionRecord olderNull) {
        /// Names what the change buried or replaced.
        public void leaveBehind(
                Leftovers leftovers, RowKey key, @Nullable VersionRecord head, long sequence) {
            if (olderNull != null) {
                leftovers.tombstone(key, olderNull.creation(), sequence);
            }
            freedUpload(head).forEach(upload -> leftovers.parts(key, upload));
        }

        /// Bytes of the null version replaced.
        public long freedBytes(@Nullable VersionRecord head) {
            if (olderNull != null) {
                return olderNull.size();
            }
            return head != null && isNull && head.isNull() ? head.size() : 0;
        }

        /// The upload whose parts no version names any more: that of the null version replaced. At
        /// most one.
        public List<UploadId> freedUpload(@Nullable VersionRecord head) {
            if (olderNull != null) {
                return olderNull.upload().stream().toList();
            }
            return head != null && isNull && head.isNull()
                    ? head.upload().stream().toList()
                    : List.of();
        }
    }

    /// Looks at what a new version meets: with versioning on it gets an id of its own, else it is
    /// the null version and replaces an earlier one.
    public TopChange topChange(BucketInfo bucket, RowKey key, @Nullable VersionRecord head)
            throws StoreException, InterruptedException {
        long below =
                head == null || head.isTombstone()
                        ? 0
                        : head.isNull() ? head.creation() : head.nullCreation();
        if (bucket.versioning() == Versioning.ENABLED) {
            return new TopChange(false, below, null);
        }
        if (head == null || head.isNull() || head.isTombstone() || below == 0) {
            locks.requireRemovable(head, false);
            return new TopChange(true, 0, null);
        }
        VersionRecord olderNull =
                versions.older(key, below)
                        .map(FoundVersion::record)
                        .filter(record -> !record.isTombstone())
                        .orElse(null);
        locks.requireRemovable(olderNull, false);
        return new TopChange(true, 0, olderNull);
    }

    /// The journal entry of a change to a version.
    ///
    /// @param uploads those that the entry is about, see {@link JournalEntry#uploads()}
    public static JournalEntry entry(
            JournalEntry.Kind kind,
            RowKey key,
            Numbering numbering,
            VersionRecord record,
            int holders,
            List<UploadId> uploads) {
        return new JournalEntry(
                kind,
                key.bucketId(),
                key.key(),
                record.creation(),
                numbering.previous(),
                record.writeId(),
                holders,
                uploads,
                0);
    }
}
