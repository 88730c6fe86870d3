package io.holdfast.object.multipart;

import io.holdfast.base.Clock;
import io.holdfast.base.Hex;
import io.holdfast.base.ports.Envelope;
import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.drive.Change;
import io.holdfast.drive.Family;
import io.holdfast.drive.OpsWriter;
import io.holdfast.object.ChecksumType;
import io.holdfast.object.CompleteRequest;
import io.holdfast.object.ObjectBody;
import io.holdfast.object.ObjectEncryption;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectName;
import io.holdfast.object.PartCopyRequest;
import io.holdfast.object.PartCopyResult;
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
import io.holdfast.object.commit.Plan;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.lock.LockJudge;
import io.holdfast.object.read.ConditionJudge;
import io.holdfast.object.read.RepairSink;
import io.holdfast.object.read.RowFinder;
import io.holdfast.object.read.VersionFinder;
import io.holdfast.object.row.JournalEntry;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.PartRecord;
import io.holdfast.object.row.UploadId;
import io.holdfast.object.row.UploadRecord;
import io.holdfast.object.row.VersionRecord;
import io.holdfast.object.seal.Seals;
import io.holdfast.object.write.DataWriter;
import io.holdfast.object.write.KeyRules;
import io.holdfast.object.write.Leftovers;
import io.holdfast.object.write.ObjectCopier;
import io.holdfast.object.write.ObjectWriter;
import io.holdfast.object.write.Quotas;
import io.holdfast.object.write.ShardIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Multipart uploads. Every step is a change of the key's slot, so that the order of numbers
/// decides between a completion and an abort (rule 26). Any thread.
public final class Uploads {
    private static final OpsWriter.Shard NOTHING = new OpsWriter.Shard.None();

    private final Buckets buckets;
    private final UploadRows uploads;
    private final PartWriter partWriter;
    private final Completer completer;
    private final Leaders leaders;
    private final LockJudge locks;
    private final KeyTurns turns;
    private final VersionFinder versions;
    private final Seals seals;
    private final ShardIds ids;
    private final Leftovers leftovers;
    private final Clock clock;

    /// What this needs of the store.
    public record Parts(
            Buckets buckets,
            Leaders leaders,
            KeyTurns turns,
            RowFinder rows,
            VersionFinder versions,
            DataWriter data,
            Seals seals,
            Quotas quotas,
            ObjectWriter writer,
            ObjectCopier copier,
            ShardIds ids,
            Leftovers leftovers,
            RepairSink repairs,
            LockJudge locks,
            Clock clock) {}

    public Uploads(Parts parts) {
        this.buckets = parts.buckets;
        this.uploads = new UploadRows(parts.buckets, parts.leaders, parts.rows);
        this.partWriter = new PartWriter(parts, uploads);
        this.completer = new Completer(parts, uploads);
        this.leaders = parts.leaders;
        this.locks = parts.locks;
        this.turns = parts.turns;
        this.versions = parts.versions;
        this.seals = parts.seals;
        this.ids = parts.ids;
        this.leftovers = parts.leftovers;
        this.clock = parts.clock;
    }

    public UploadInfo create(UploadRequest request) throws StoreException, InterruptedException {
        ObjectName name = request.name();
        byte[] keyBytes = KeyRules.check(name);
        UploadId upload = new UploadId(ids.nextLong(), ids.nextLong());
        Optional<ChecksumType> type = typeOf(request.checksum(), request.checksumType());
        Optional<Envelope> envelope = envelopeOf(request, upload, keyBytes);
        long nowMs = clock.wallMs();
        return turns.take(
                name.bucket(),
                keyBytes,
                (bucket, key, _) -> {
                    VersionRecord head = versions.headRecord(key);
                    ConditionJudge.write(request.conditions(), head);
                    locks.requireGivable(bucket.info(), request.attributes().lock());
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
                                                type,
                                                envelope);
                                made[0] = record;
                                return new Draft(
                                        UploadRows.entry(
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

    private Optional<Envelope> envelopeOf(UploadRequest request, UploadId upload, byte[] keyBytes)
            throws StoreException, InterruptedException {
        if (request.protection().isEmpty()) {
            return Optional.empty();
        }
        RowKey key = RowKey.of(buckets.get(request.name().bucket()).id(), keyBytes);
        return Optional.of(seals.sealUpload(request.protection().get(), key, upload).envelope());
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
        return partWriter.putPart(request, body);
    }

    public PartCopyResult copyPart(PartCopyRequest request)
            throws StoreException, IOException, InterruptedException {
        return partWriter.copyPart(request);
    }

    public ObjectInfo complete(CompleteRequest request)
            throws StoreException, InterruptedException {
        return complete(request, ids.nextLong());
    }

    /// The same.
    ///
    /// @param writeId by which the version can be told from all others; random
    public ObjectInfo complete(CompleteRequest request, long writeId)
            throws StoreException, InterruptedException {
        return completer.complete(request, writeId);
    }

    public void abort(ObjectName name, String uploadId)
            throws StoreException, InterruptedException {
        UploadId upload = UploadRows.parse(uploadId);
        long nowMs = clock.wallMs();
        turns.<Boolean>take(
                name.bucket(),
                KeyRules.check(name),
                (_, key, _) -> {
                    UploadRecord record = uploads.requireOpen(key, upload);
                    return new Plan<>(
                            numbering ->
                                    new Draft(
                                            UploadRows.entry(
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
                                                                            0,
                                                                            nowMs)
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
        UploadRows.Open open = uploads.open(name, uploadId);
        Map<Integer, PartRecord> parts =
                UploadScans.parts(leaders.of(open.key()), open.upload(), marker + 1, most + 1);
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
                info(name, open.upload(), open.record()),
                page,
                isTruncated ? OptionalInt.of(page.getLast().partNumber()) : OptionalInt.empty());
    }

    static UploadInfo info(ObjectName name, UploadId upload, UploadRecord record) {
        return new UploadInfo(
                name,
                upload.text(),
                record.sinceMs(),
                record.attributes(),
                record.checksum(),
                record.checksumType(),
                ObjectEncryption.of(record.envelope()));
    }
}
