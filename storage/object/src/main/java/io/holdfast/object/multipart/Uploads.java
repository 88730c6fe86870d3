package io.holdfast.object.multipart;

import io.holdfast.base.Clock;
import io.holdfast.base.Hex;
import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.drive.Change;
import io.holdfast.drive.Family;
import io.holdfast.drive.OpsWriter;
import io.holdfast.object.ChecksumType;
import io.holdfast.object.CompleteRequest;
import io.holdfast.object.ObjectBody;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectName;
import io.holdfast.object.OpenObject;
import io.holdfast.object.PartCopyRequest;
import io.holdfast.object.PartInfo;
import io.holdfast.object.PartPage;
import io.holdfast.object.PartRequest;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.UploadInfo;
import io.holdfast.object.UploadRequest;
import io.holdfast.object.bucket.Buckets;
import io.holdfast.object.commit.Draft;
import io.holdfast.object.commit.KeyTurns;
import io.holdfast.object.commit.Leaders;
import io.holdfast.object.commit.Numbering;
import io.holdfast.object.commit.Plan;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.read.ConditionJudge;
import io.holdfast.object.read.FoundVersion;
import io.holdfast.object.read.Infos;
import io.holdfast.object.read.Placement;
import io.holdfast.object.read.RepairSink;
import io.holdfast.object.read.RowFinder;
import io.holdfast.object.read.VersionFinder;
import io.holdfast.object.row.Coding;
import io.holdfast.object.row.JournalEntry;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.PartRecord;
import io.holdfast.object.row.PartTable;
import io.holdfast.object.row.UploadId;
import io.holdfast.object.row.UploadRecord;
import io.holdfast.object.row.VersionRecord;
import io.holdfast.object.write.DataWriter;
import io.holdfast.object.write.KeyRules;
import io.holdfast.object.write.Leftovers;
import io.holdfast.object.write.ObjectCopier;
import io.holdfast.object.write.ObjectWriter;
import io.holdfast.object.write.ShardIds;
import io.holdfast.object.write.SourceBody;
import io.holdfast.object.write.StoredData;
import io.holdfast.object.write.VersionOps;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Multipart uploads. Every step is a change of the key's slot, so that the order of numbers
/// decides between a completion and an abort (rule 26). Any thread.
public final class Uploads {
    private static final OpsWriter.Shard NOTHING = new OpsWriter.Shard.None();

    private final Buckets buckets;
    private final Leaders leaders;
    private final KeyTurns turns;
    private final RowFinder rows;
    private final VersionFinder versions;
    private final DataWriter data;
    private final ObjectWriter writer;
    private final ObjectCopier copier;
    private final ShardIds ids;
    private final Leftovers leftovers;
    private final RepairSink repairs;
    private final Clock clock;

    /// What this needs of the store.
    public record Parts(
            Buckets buckets,
            Leaders leaders,
            KeyTurns turns,
            RowFinder rows,
            VersionFinder versions,
            DataWriter data,
            ObjectWriter writer,
            ObjectCopier copier,
            ShardIds ids,
            Leftovers leftovers,
            RepairSink repairs,
            Clock clock) {}

    public Uploads(Parts parts) {
        this.buckets = parts.buckets;
        this.leaders = parts.leaders;
        this.turns = parts.turns;
        this.rows = parts.rows;
        this.versions = parts.versions;
        this.data = parts.data;
        this.writer = parts.writer;
        this.copier = parts.copier;
        this.ids = parts.ids;
        this.leftovers = parts.leftovers;
        this.repairs = parts.repairs;
        this.clock = parts.clock;
    }

    public UploadInfo create(UploadRequest request) throws StoreException, InterruptedException {
        ObjectName name = request.name();
        byte[] keyBytes = KeyRules.check(name);
        UploadId upload = new UploadId(ids.nextLong(), ids.nextLong());
        Optional<ChecksumType> type = typeOf(request.checksum(), request.checksumType());
        long nowMs = clock.wallMs();
        return turns.take(
                name.bucket(),
                keyBytes,
                (_, key, _) -> {
                    VersionRecord head =
                            versions.head(key, false).map(FoundVersion::record).orElse(null);
                    ConditionJudge.write(request.conditions(), head);
                    UploadRecord[] made = new UploadRecord[1];
                    return new Plan<>(
                            numbering -> {
                                UploadRecord record =
                                        new UploadRecord(
                                                UploadRecord.State.OPEN,
                                                numbering.sequence(),
                                                0,
                                                nowMs,
                                                request.attributes(),
                                                request.checksum(),
                                                type);
                                made[0] = record;
                                return new Draft(
                                        entry(
                                                JournalEntry.Kind.UPLOAD_CREATED,
                                                key,
                                                numbering,
                                                JournalEntry.ALL,
                                                upload),
                                        new OpsWriter()
                                                .insert(
                                                        Family.PART,
                                                        Keys.upload(key.head(), upload),
                                                        record.toBytes(),
                                                        NOTHING)
                                                .toBytes(),
                                        null,
                                        Change.ALL_DRIVES);
                            },
                            _ -> info(name, upload, made[0]),
                            null);
                });
    }

    private static Optional<ChecksumType> typeOf(
            Optional<ChecksumAlgorithm> algorithm, Optional<ChecksumType> wanted)
            throws StoreException {
        if (algorithm.isEmpty()) {
            if (wanted.isPresent()) {
                throw new StoreException(
                        StoreError.INVALID_ARGUMENT, "a checksum type needs a checksum algorithm");
            }
            return Optional.empty();
        }
        ChecksumType usual =
                algorithm.get() == ChecksumAlgorithm.CRC64NVME
                        ? ChecksumType.FULL_OBJECT
                        : ChecksumType.COMPOSITE;
        ChecksumType type = wanted.orElse(usual);
        boolean isPossible =
                type == ChecksumType.FULL_OBJECT
                        ? algorithm.get().canCombine()
                        : algorithm.get() != ChecksumAlgorithm.CRC64NVME;
        if (!isPossible) {
            throw new StoreException(
                    StoreError.INVALID_ARGUMENT,
                    algorithm.get().s3Name() + " does not go with the type " + type);
        }
        return Optional.of(type);
    }

    public PartInfo putPart(PartRequest request, ObjectBody body)
            throws StoreException, IOException, InterruptedException {
        if (request.partNumber() < 1 || request.partNumber() > Assembly.PART_NUMBER_MAX) {
            throw new StoreException(
                    StoreError.INVALID_ARGUMENT, "part numbers run from 1 to 10,000");
        }
        Open open = open(request.name(), request.uploadId());
        Optional<ChecksumAlgorithm> algorithm = open.record.checksum().or(request::checksum);
        if (request.checksum().isPresent() && !request.checksum().equals(algorithm)) {
            throw new StoreException(
                    StoreError.INVALID_ARGUMENT, "the upload has another checksum algorithm");
        }
        StoredData stored =
                data.write(
                        leaders.of(open.key),
                        open.key,
                        open.record.attributes().storageClass(),
                        body,
                        algorithm);
        boolean isNamed = false;
        try {
            PartInfo info = commitPart(request, open.upload, stored);
            isNamed = true;
            return info;
        } catch (StoreException e) {
            isNamed = e.error() == StoreError.OUTCOME_UNKNOWN;
            throw e;
        } finally {
            if (!isNamed) {
                stored.abandon();
            }
        }
    }

    private PartInfo commitPart(PartRequest request, UploadId upload, StoredData stored)
            throws StoreException, InterruptedException {
        long nowMs = clock.wallMs();
        return turns.take(
                request.name().bucket(),
                KeyRules.check(request.name()),
                (_, key, leader) -> {
                    requireOpen(key, upload);
                    return new Plan<>(
                            numbering -> {
                                PartRecord record =
                                        new PartRecord(
                                                numbering.sequence(),
                                                stored.size(),
                                                nowMs,
                                                stored.coding(),
                                                stored.md5(),
                                                stored.checksum());
                                byte[] row =
                                        Keys.part(
                                                upload, request.partNumber(), numbering.sequence());
                                return new Draft(
                                        entry(
                                                JournalEntry.Kind.PART_STORED,
                                                key,
                                                numbering,
                                                stored.holders(),
                                                upload),
                                        new OpsWriter()
                                                .insert(
                                                        Family.PART,
                                                        row,
                                                        record.toBytes(),
                                                        stored.shard())
                                                .toBytes(),
                                        stored.inline(),
                                        Change.ALL_DRIVES);
                            },
                            _ ->
                                    new PartInfo(
                                            request.partNumber(),
                                            stored.size(),
                                            Hex.of(stored.md5()),
                                            nowMs,
                                            stored.checksum()),
                            _ -> {
                                if (ObjectWriter.isIncomplete(leader, stored)) {
                                    repairs.damaged(key, "a drive took no shard of a part");
                                }
                            });
                });
    }

    public PartInfo copyPart(PartCopyRequest request)
            throws StoreException, IOException, InterruptedException {
        try (OpenObject source = copier.openSource(request.source())) {
            long size = source.info().size();
            long start = request.rangeStart().orElse(0);
            long end = request.rangeEnd().orElse(size - 1);
            boolean isWhole = request.rangeStart().isEmpty();
            if (!isWhole && (start > end || end >= size)) {
                throw new StoreException(
                        StoreError.INVALID_ARGUMENT, "the range lies outside the source");
            }
            return putPart(
                    new PartRequest(
                            request.target(),
                            request.uploadId(),
                            request.partNumber(),
                            Optional.empty()),
                    new SourceBody(source, start, isWhole ? size : end - start + 1));
        }
    }

    public ObjectInfo complete(CompleteRequest request)
            throws StoreException, InterruptedException {
        ObjectName name = request.name();
        UploadId upload = parse(request.uploadId());
        return turns.take(
                name.bucket(),
                KeyRules.check(name),
                (bucket, key, leader) -> {
                    UploadRecord record = find(key, upload).orElseThrow(Uploads::noSuchUpload);
                    return switch (record.state()) {
                        case ABORTED -> throw noSuchUpload();
                        case COMPLETED -> Plan.answer(earlierResult(name, key, record));
                        case OPEN -> planCompletion(bucket, key, leader, request, upload, record);
                    };
                });
    }

    /// Rule 26: the same completion again answers the same.
    private ObjectInfo earlierResult(ObjectName name, RowKey key, UploadRecord record)
            throws StoreException, InterruptedException {
        Optional<FoundVersion> head = versions.head(key, false);
        if (head.isPresent() && head.get().record().creation() == record.creation()) {
            return Infos.of(name, head.get().record(), true);
        }
        return versions.older(key, record.creation())
                .filter(found -> found.record().isData())
                .map(found -> Infos.of(name, found.record(), false))
                .orElseThrow(Uploads::noSuchUpload);
    }

    private Plan<ObjectInfo> planCompletion(
            Buckets.Entered bucket,
            RowKey key,
            SetLeader leader,
            CompleteRequest request,
            UploadId upload,
            UploadRecord record)
            throws StoreException, InterruptedException {
        Map<Integer, PartRecord> stored =
                UploadScans.parts(leader, upload, 0, Assembly.PART_NUMBER_MAX);
        if (request.parts().isEmpty()) {
            throw new StoreException(StoreError.INVALID_ARGUMENT, "the list of parts is empty");
        }
        Assembly assembly = Assembly.of(request, record, stored);
        VersionRecord head = versions.head(key, false).map(FoundVersion::record).orElse(null);
        ConditionJudge.write(request.conditions(), head);
        ObjectWriter.TopChange top = writer.topChange(bucket.info(), key, head);
        PartRecord first = stored.get(assembly.parts().getFirst().number());
        Completion completion =
                new Completion(key, upload, record, assembly, head, top, ids.nextLong());
        long nowMs = clock.wallMs();
        VersionRecord[] made = new VersionRecord[1];
        return new Plan<>(
                numbering -> {
                    made[0] = completion.version(numbering, first, nowMs);
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
            @Nullable VersionRecord head,
            ObjectWriter.TopChange top,
            long writeId) {
        VersionRecord version(Numbering numbering, @Nullable PartRecord first, long nowMs) {
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
                    record.attributes());
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
                                            version.creation())
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
            return new Draft(
                    ObjectWriter.entry(
                            JournalEntry.Kind.UPLOAD_COMPLETED,
                            key,
                            numbering,
                            version,
                            JournalEntry.ALL,
                            Optional.of(upload)),
                    ops.toBytes(),
                    null,
                    Change.ALL_DRIVES);
        }
    }

    public void abort(ObjectName name, String uploadId)
            throws StoreException, InterruptedException {
        UploadId upload = parse(uploadId);
        turns.<Boolean>take(
                name.bucket(),
                KeyRules.check(name),
                (_, key, _) -> {
                    UploadRecord record = requireOpen(key, upload);
                    return new Plan<>(
                            numbering ->
                                    new Draft(
                                            entry(
                                                    JournalEntry.Kind.UPLOAD_ABORTED,
                                                    key,
                                                    numbering,
                                                    JournalEntry.ALL,
                                                    upload),
                                            new OpsWriter()
                                                    .replace(
                                                            Family.PART,
                                                            Keys.upload(key.head(), upload),
                                                            record.ended(
                                                                            UploadRecord.State
                                                                                    .ABORTED,
                                                                            numbering.sequence(),
                                                                            0)
                                                                    .toBytes(),
                                                            NOTHING)
                                                    .toBytes(),
                                            null,
                                            Change.ALL_DRIVES),
                            _ -> true,
                            _ -> leftovers.endedUpload(key, upload));
                });
    }

    public PartPage listParts(ObjectName name, String uploadId, int marker, int most)
            throws StoreException, InterruptedException {
        Open open = open(name, uploadId);
        Map<Integer, PartRecord> parts =
                UploadScans.parts(leaders.of(open.key), open.upload, marker + 1, most + 1);
        List<PartInfo> page = new ArrayList<>();
        for (Map.Entry<Integer, PartRecord> part : parts.entrySet()) {
            if (page.size() < most) {
                page.add(
                        new PartInfo(
                                part.getKey(),
                                part.getValue().size(),
                                Hex.of(part.getValue().etag()),
                                part.getValue().modifiedMs(),
                                part.getValue().checksum()));
            }
        }
        boolean isTruncated = parts.size() > page.size() && !page.isEmpty();
        return new PartPage(
                info(name, open.upload, open.record),
                page,
                isTruncated ? OptionalInt.of(page.getLast().partNumber()) : OptionalInt.empty());
    }

    private record Open(RowKey key, UploadId upload, UploadRecord record) {}

    private Open open(ObjectName name, String uploadId)
            throws StoreException, InterruptedException {
        RowKey key = RowKey.of(buckets.get(name.bucket()).id(), KeyRules.check(name));
        UploadId upload = parse(uploadId);
        return new Open(key, upload, requireOpen(key, upload));
    }

    private UploadRecord requireOpen(RowKey key, UploadId upload)
            throws StoreException, InterruptedException {
        return find(key, upload)
                .filter(record -> record.state() == UploadRecord.State.OPEN)
                .orElseThrow(Uploads::noSuchUpload);
    }

    private Optional<UploadRecord> find(RowKey key, UploadId upload)
            throws StoreException, InterruptedException {
        SetLeader leader = leaders.of(key);
        return rows.find(
                        leader,
                        Family.PART,
                        Keys.upload(key.head(), upload),
                        Placement.rotation(key, leader.geometry().drives()),
                        1,
                        false,
                        UploadRecord::changeOf)
                .map(replies -> UploadRecord.read(replies.record()));
    }

    private static UploadId parse(String uploadId) throws StoreException {
        return UploadId.parse(uploadId).orElseThrow(Uploads::noSuchUpload);
    }

    private static StoreException noSuchUpload() {
        return new StoreException(
                StoreError.NO_SUCH_UPLOAD, "the upload does not exist, or has ended");
    }

    static UploadInfo info(ObjectName name, UploadId upload, UploadRecord record) {
        return new UploadInfo(
                name,
                upload.text(),
                record.initiatedMs(),
                record.attributes(),
                record.checksum(),
                record.checksumType());
    }

    private static JournalEntry entry(
            JournalEntry.Kind kind, RowKey key, Numbering numbering, int holders, UploadId upload) {
        return new JournalEntry(
                kind,
                key.bucketId(),
                key.key(),
                numbering.sequence(),
                numbering.previous(),
                0,
                holders,
                Optional.of(upload));
    }
}
