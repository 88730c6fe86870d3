package io.holdfast.object.multipart;

import io.holdfast.base.Clock;
import io.holdfast.base.Hex;
import io.holdfast.base.ports.Envelope;
import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.drive.Change;
import io.holdfast.drive.Family;
import io.holdfast.drive.OpsWriter;
import io.holdfast.object.ObjectBody;
import io.holdfast.object.ObjectChecksum;
import io.holdfast.object.ObjectEncryption;
import io.holdfast.object.OpenObject;
import io.holdfast.object.PartCopyRequest;
import io.holdfast.object.PartCopyResult;
import io.holdfast.object.PartInfo;
import io.holdfast.object.PartRequest;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.bucket.Buckets;
import io.holdfast.object.commit.Draft;
import io.holdfast.object.commit.KeyTurns;
import io.holdfast.object.commit.Leaders;
import io.holdfast.object.commit.Plan;
import io.holdfast.object.read.RepairSink;
import io.holdfast.object.row.JournalEntry;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.PartRecord;
import io.holdfast.object.row.UploadId;
import io.holdfast.object.seal.Seals;
import io.holdfast.object.write.DataWriter;
import io.holdfast.object.write.KeyRules;
import io.holdfast.object.write.ObjectCopier;
import io.holdfast.object.write.ObjectWriter;
import io.holdfast.object.write.Quotas;
import io.holdfast.object.write.Sealer;
import io.holdfast.object.write.ShardIds;
import io.holdfast.object.write.SourceBody;
import io.holdfast.object.write.StoredData;
import java.io.IOException;
import java.util.Optional;

/// Stores the parts of an upload. Any thread.
final class PartWriter {
    private final UploadRows uploads;
    private final Buckets buckets;
    private final Leaders leaders;
    private final KeyTurns turns;
    private final DataWriter data;
    private final Seals seals;
    private final Quotas quotas;
    private final ShardIds ids;
    private final ObjectCopier copier;
    private final RepairSink repairs;
    private final Clock clock;

    PartWriter(Uploads.Parts parts, UploadRows uploads) {
        this.uploads = uploads;
        this.buckets = parts.buckets();
        this.leaders = parts.leaders();
        this.turns = parts.turns();
        this.data = parts.data();
        this.seals = parts.seals();
        this.quotas = parts.quotas();
        this.ids = parts.ids();
        this.copier = parts.copier();
        this.repairs = parts.repairs();
        this.clock = parts.clock();
    }

    PartInfo putPart(PartRequest request, ObjectBody body)
            throws StoreException, IOException, InterruptedException {
        if (request.partNumber() < 1 || request.partNumber() > Assembly.PART_NUMBER_MAX) {
            throw new StoreException(
                    StoreError.INVALID_ARGUMENT, "part numbers run from 1 to 10,000");
        }
        UploadRows.Open open = uploads.open(request.name(), request.uploadId());
        quotas.requireRoom(buckets.get(request.name().bucket()), body.length());
        Optional<ChecksumAlgorithm> asked = open.record().checksum().or(request::checksum);
        if (request.checksum().isPresent() && !request.checksum().equals(asked)) {
            throw new StoreException(
                    StoreError.INVALID_ARGUMENT, "the upload has another checksum algorithm");
        }
        boolean isBlind =
                open.record().envelope().filter(one -> !Sealer.isEtagMd5(one)).isPresent();
        Optional<ChecksumAlgorithm> algorithm = ObjectChecksum.algorithm(asked, isBlind);
        Optional<byte[]> salt =
                open.record().envelope().map(_ -> ids.random(PartRecord.SALT_BYTES));
        StoredData stored =
                data.write(
                        leaders.of(open.key()),
                        open.key(),
                        open.record().attributes().storageClass(),
                        body,
                        algorithm,
                        sealer(request, open, salt));
        return stored.namedBy(() -> commitPart(request, open, stored, salt));
    }

    private Optional<Sealer> sealer(
            PartRequest request, UploadRows.Open open, Optional<byte[]> salt)
            throws StoreException, InterruptedException {
        Optional<Envelope> envelope = open.record().envelope();
        return seals.openUpload(open.key(), open.upload(), envelope, request.customerKey())
                .map(
                        whole ->
                                new Sealer(
                                        whole.ofPart(request.partNumber(), salt.orElseThrow()),
                                        Sealer.isEtagMd5(envelope.orElseThrow())));
    }

    private PartInfo commitPart(
            PartRequest request, UploadRows.Open open, StoredData stored, Optional<byte[]> salt)
            throws StoreException, InterruptedException {
        UploadId upload = open.upload();
        long nowMs = clock.wallMs();
        return turns.take(
                request.name().bucket(),
                KeyRules.check(request.name()),
                (_, key, leader) -> {
                    uploads.requireOpen(key, upload);
                    return new Plan<>(
                            numbering -> {
                                PartRecord record =
                                        new PartRecord(
                                                numbering.sequence(),
                                                stored.size(),
                                                nowMs,
                                                stored.coding(),
                                                stored.etag(),
                                                stored.checksum(),
                                                salt);
                                byte[] row =
                                        Keys.part(
                                                upload, request.partNumber(), numbering.sequence());
                                return new Draft(
                                        UploadRows.entry(
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
                                        Change.ALL_DRIVES,
                                        stored.copies());
                            },
                            _ ->
                                    new PartInfo(
                                            request.partNumber(),
                                            stored.size(),
                                            Hex.of(stored.etag()),
                                            nowMs,
                                            stored.checksum(),
                                            ObjectEncryption.of(open.record().envelope())),
                            _ -> {
                                if (ObjectWriter.isIncomplete(leader, stored)) {
                                    repairs.damaged(key, "a drive took no shard of a part");
                                }
                            });
                });
    }

    PartCopyResult copyPart(PartCopyRequest request)
            throws StoreException, IOException, InterruptedException {
        try (OpenObject source = copier.openSource(request.source())) {
            long size = source.info().size();
            long start = request.rangeStart().orElse(0);
            long end = request.rangeEnd().orElse(size - 1);
            boolean isWhole = request.rangeStart().isEmpty();
            if (!isWhole && (start > end || end >= size)) {
                throw new StoreException(
                        StoreError.INVALID_RANGE, "the range lies outside the source");
            }
            PartInfo part =
                    putPart(
                            new PartRequest(
                                    request.target(),
                                    request.uploadId(),
                                    request.partNumber(),
                                    Optional.empty(),
                                    request.customerKey()),
                            new SourceBody(source, start, isWhole ? size : end - start + 1));
            return new PartCopyResult(part, source.info());
        }
    }
}
