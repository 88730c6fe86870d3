package io.holdfast.object.multipart;

import io.holdfast.base.Clock;
import io.holdfast.base.ports.CustomerKey;
import io.holdfast.base.ports.Envelope;
import io.holdfast.drive.Change;
import io.holdfast.drive.Family;
import io.holdfast.drive.OpsWriter;
import io.holdfast.object.CompleteRequest;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectName;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.bucket.Buckets;
import io.holdfast.object.commit.Draft;
import io.holdfast.object.commit.KeyTurns;
import io.holdfast.object.commit.Numbering;
import io.holdfast.object.commit.Plan;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.lock.LockJudge;
import io.holdfast.object.read.ConditionJudge;
import io.holdfast.object.read.FoundVersion;
import io.holdfast.object.read.Infos;
import io.holdfast.object.read.VersionFinder;
import io.holdfast.object.row.Coding;
import io.holdfast.object.row.JournalEntry;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.PartRecord;
import io.holdfast.object.row.PartTable;
import io.holdfast.object.row.UploadId;
import io.holdfast.object.row.UploadRecord;
import io.holdfast.object.row.VersionRecord;
import io.holdfast.object.seal.Seals;
import io.holdfast.object.write.KeyRules;
import io.holdfast.object.write.Leftovers;
import io.holdfast.object.write.ObjectWriter;
import io.holdfast.object.write.Quotas;
import io.holdfast.object.write.VersionOps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the object of an upload (rule 26). Any thread.
final class Completer {
    private static final OpsWriter.Shard NOTHING = new OpsWriter.Shard.None();

    private final UploadRows uploads;
    private final KeyTurns turns;
    private final VersionFinder versions;
    private final ObjectWriter writer;
    private final Leftovers leftovers;
    private final LockJudge locks;
    private final Seals seals;
    private final Quotas quotas;
    private final Clock clock;

    Completer(Uploads.Parts parts, UploadRows uploads) {
        this.uploads = uploads;
        this.turns = parts.turns();
        this.versions = parts.versions();
        this.writer = parts.writer();
        this.leftovers = parts.leftovers();
        this.locks = parts.locks();
        this.seals = parts.seals();
        this.quotas = parts.quotas();
        this.clock = parts.clock();
    }

    ObjectInfo complete(CompleteRequest request, long writeId)
            throws StoreException, InterruptedException {
        ObjectName name = request.name();
        UploadId upload = UploadRows.parse(request.uploadId());
        return turns.take(
                name.bucket(),
                KeyRules.check(name),
                (bucket, key, leader) -> {
                    Optional<UploadRecord> record = uploads.find(key, upload);
                    if (record.isEmpty()) {
                        return Plan.answer(swept(name, key, upload));
                    }
                    return switch (record.get().state()) {
                        case ABORTED -> throw UploadRows.noSuchUpload();
                        case COMPLETED -> Plan.answer(earlierResult(name, key, record.get()));
                        case OPEN ->
                                planCompletion(
                                        bucket,
                                        key,
                                        leader,
                                        new Wanted(request, upload, writeId),
                                        record.get());
                    };
                });
    }

    /// A customer's key must be the upload's. It may be left out, as by clients that were made
    /// before checksums, but not where a checksum of the bytes is to be told [S3 API:
    /// CompleteMultipartUpload].
    private void checkKey(
            RowKey key, UploadId upload, UploadRecord record, Optional<CustomerKey> given)
            throws StoreException, InterruptedException {
        if (given.isPresent() || (isCustomers(record) && record.checksum().isPresent())) {
            var _ = seals.openUpload(key, upload, record.envelope(), given);
        }
    }

    private static boolean isCustomers(UploadRecord record) {
        return record.envelope().filter(one -> one.mode() == Envelope.Mode.CUSTOMER).isPresent();
    }

    /// Rule 26: the same completion again answers the same.
    private ObjectInfo earlierResult(ObjectName name, RowKey key, UploadRecord record)
            throws StoreException, InterruptedException {
        Optional<FoundVersion> head = versions.head(key, false);
        if (head.isPresent()
                && head.get().record().creation() == record.creation()
                && head.get().record().isData()) {
            return Infos.of(name, head.get().record(), true);
        }
        return versions.older(key, record.creation())
                .filter(found -> found.record().isData())
                .map(found -> Infos.of(name, found.record(), false))
                .orElseThrow(UploadRows::noSuchUpload);
    }

    /// The upload's row may have been swept away; the newest version still names its upload.
    private ObjectInfo swept(ObjectName name, RowKey key, UploadId upload)
            throws StoreException, InterruptedException {
        return versions.head(key, false)
                .map(FoundVersion::record)
                .filter(head -> head.isData() && head.upload().equals(Optional.of(upload)))
                .map(head -> Infos.of(name, head, true))
                .orElseThrow(UploadRows::noSuchUpload);
    }

    /// @param writeId of the version to make
    private record Wanted(CompleteRequest request, UploadId upload, long writeId) {}

    private Plan<ObjectInfo> planCompletion(
            Buckets.Entered bucket,
            RowKey key,
            SetLeader leader,
            Wanted wanted,
            UploadRecord record)
            throws StoreException, InterruptedException {
        CompleteRequest request = wanted.request();
        UploadId upload = wanted.upload();
        checkKey(key, upload, record, request.customerKey());
        Map<Integer, PartRecord> stored =
                UploadScans.parts(leader, upload, 0, Assembly.PART_NUMBER_MAX);
        if (request.parts().isEmpty()) {
            throw new StoreException(StoreError.INVALID_ARGUMENT, "the list of parts is empty");
        }
        Assembly assembly = Assembly.of(request, record, stored);
        VersionRecord head = versions.headRecord(key);
        ConditionJudge.write(request.conditions(), head);
        ObjectWriter.TopChange top = writer.topChange(bucket.info(), key, head);
        quotas.requireRoom(bucket.info(), assembly.size() - top.freedBytes(head));
        PartRecord first = stored.get(assembly.parts().getFirst().number());
        Completion completion =
                new Completion(
                        key,
                        upload,
                        record,
                        assembly,
                        locks.of(bucket.info(), record.attributes()),
                        head,
                        top,
                        wanted.writeId(),
                        clock.wallMs());
        VersionRecord[] made = new VersionRecord[1];
        return new Plan<>(
                numbering -> {
                    made[0] = completion.version(numbering, first);
                    return completion.draft(numbering, made[0]);
                },
                _ -> Infos.of(request.name(), made[0], true),
                sequence -> {
                    top.leaveBehind(leftovers, key, head, sequence);
                    leftovers.endedUpload(key, upload);
                });
    }

    private record Completion(
            RowKey key,
            UploadId upload,
            UploadRecord record,
            Assembly assembly,
            ObjectAttributes attributes,
            @Nullable VersionRecord head,
            ObjectWriter.TopChange top,
            long writeId,
            long nowMs) {
        VersionRecord version(Numbering numbering, @Nullable PartRecord first) {
            boolean isShort = assembly.parts().size() <= PartTable.INLINE_MAX;
            return new VersionRecord(
                    VersionRecord.Kind.DATA,
                    top.isNull(),
                    numbering.sequence(),
                    numbering.sequence(),
                    top.nullCreation(),
                    writeId,
                    0,
                    assembly.size(),
                    nowMs,
                    first == null ? new Coding(1, 0, 0, false) : first.coding(),
                    assembly.etag(),
                    assembly.parts().size(),
                    Optional.of(upload),
                    isShort ? assembly.parts() : List.of(),
                    assembly.checksum(),
                    attributes,
                    record.envelope());
        }

        Draft draft(Numbering numbering, VersionRecord version) {
            VersionOps ops = new VersionOps(key).putOnTop(head, top.olderNull(), version, NOTHING);
            ops.more()
                    .replace(
                            Family.PART,
                            Keys.upload(key.head(), upload),
                            record.ended(
                                            UploadRecord.State.COMPLETED,
                                            numbering.sequence(),
                                            version.creation(),
                                            nowMs)
                                    .toBytes(),
                            NOTHING);
            if (version.hasTableRow()) {
                ops.more()
                        .insert(
                                Family.PART,
                                Keys.table(upload),
                                PartTable.write(assembly.parts()),
                                NOTHING);
            }
            List<UploadId> uploads = new ArrayList<>(List.of(upload));
            uploads.addAll(top.freedUpload(head));
            return new Draft(
                    ObjectWriter.entry(
                                    JournalEntry.Kind.UPLOAD_COMPLETED,
                                    key,
                                    numbering,
                                    version,
                                    JournalEntry.ALL,
                                    uploads)
                            .burying(top.olderNull()),
                    ops.toBytes(),
                    null,
                    Change.ALL_DRIVES);
        }
    }
}
