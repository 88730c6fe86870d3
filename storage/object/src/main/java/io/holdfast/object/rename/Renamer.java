package io.holdfast.object.rename;

import io.holdfast.base.ports.Protection;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.CompleteRequest;
import io.holdfast.object.Conditions;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectChecksum;
import io.holdfast.object.ObjectLock;
import io.holdfast.object.ObjectName;
import io.holdfast.object.OpenObject;
import io.holdfast.object.PartInfo;
import io.holdfast.object.PartRequest;
import io.holdfast.object.PutRequest;
import io.holdfast.object.ReadRequest;
import io.holdfast.object.RenameRequest;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.UploadInfo;
import io.holdfast.object.UploadRequest;
import io.holdfast.object.Versioning;
import io.holdfast.object.bucket.Buckets;
import io.holdfast.object.multipart.Uploads;
import io.holdfast.object.read.ConditionJudge;
import io.holdfast.object.read.ObjectOpener;
import io.holdfast.object.row.PartRef;
import io.holdfast.object.row.VersionRecord;
import io.holdfast.object.write.KeyRules;
import io.holdfast.object.write.ObjectDeleter;
import io.holdfast.object.write.ObjectWriter;
import io.holdfast.object.write.SameProtection;
import io.holdfast.object.write.ShardIds;
import io.holdfast.object.write.SourceBody;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives objects other keys: keeps the intent, stores the object under its new key, removes the old
/// one if it is still as it was, and forgets the intent (docs/decisions/0062). Any thread.
public final class Renamer {
    private static final Logger LOG = LoggerFactory.getLogger(Renamer.class);

    private final Parts parts;
    private final RenameIntents intents;

    /// What this needs of the store.
    public record Parts(
            Buckets buckets,
            ObjectOpener opener,
            ObjectWriter writer,
            ObjectDeleter deleter,
            Uploads uploads,
            ShardIds ids) {}

    Renamer(Parts parts, RenameIntents intents) {
        this.parts = parts;
        this.intents = intents;
    }

    public void rename(RenameRequest request)
            throws StoreException, IOException, InterruptedException {
        BucketInfo bucket = parts.buckets.get(request.bucket());
        if (bucket.versioning() != Versioning.OFF) {
            throw new StoreException(
                    StoreError.BUCKET_STATE_FORBIDS,
                    "objects are renamed in buckets without versions alone");
        }
        if (request.source().equals(request.target())) {
            throw new StoreException(
                    StoreError.INVALID_COPY, "an object cannot be renamed onto itself");
        }
        ObjectName source = new ObjectName(request.bucket(), request.source());
        var _ = KeyRules.check(new ObjectName(request.bucket(), request.target()));
        ObjectOpener.Opened opened =
                parts.opener.openFound(
                        ReadRequest.newest(source).withCustomerKey(request.customerKey()));
        try (OpenObject _ = opened.object()) {
            ConditionJudge.copySource(request.sourceConditions(), opened.record());
            move(request, bucket.id(), opened);
        }
    }

    private void move(RenameRequest request, long bucketId, ObjectOpener.Opened opened)
            throws StoreException, IOException, InterruptedException {
        RenameIntent intent =
                new RenameIntent(
                        bucketId,
                        request.bucket(),
                        request.source(),
                        opened.record().change(),
                        request.target(),
                        parts.ids.nextLong());
        String key = intents.begin(parts.ids.nextLong(), intent);
        boolean isKnown = false;
        try {
            store(request, intent, opened);
            var source = new ObjectName(request.bucket(), request.source());
            parts.deleter.deleteUnchanged(source, opened.record().change());
            intents.end(key);
            isKnown = true;
        } catch (StoreException e) {
            isKnown = isRefusal(e.error());
            if (isKnown) {
                intents.end(key);
            }
            throw e;
        } finally {
            if (!isKnown) {
                // How far it came is found out by whoever goes on.
                intents.leave(key);
            }
        }
    }

    /// Whether it says that nothing was changed, and cannot be of the second step.
    private static boolean isRefusal(StoreError error) {
        return switch (error) {
            case PRECONDITION_FAILED, NO_SUCH_KEY, CUSTOMER_KEY_NEEDED, STORAGE_FULL, TOO_LARGE ->
                    true;
            default -> false;
        };
    }

    private void store(RenameRequest request, RenameIntent intent, ObjectOpener.Opened opened)
            throws StoreException, IOException, InterruptedException {
        VersionRecord record = opened.record();
        ObjectName target = new ObjectName(request.bucket(), request.target());
        Optional<Protection> protection =
                SameProtection.of(record.envelope(), request.customerKey());
        ObjectAttributes attributes = record.attributes().withLock(ObjectLock.NONE);
        if (record.upload().isPresent()) {
            storeParts(request, target, intent, new Copy(opened, attributes, protection));
            return;
        }
        PutRequest put =
                new PutRequest(
                        target,
                        attributes,
                        request.targetConditions(),
                        ObjectChecksum.algorithm(
                                record.checksum().map(ObjectChecksum::algorithm), protection),
                        protection);
        var _ =
                parts.writer.put(
                        put,
                        new SourceBody(opened.object(), 0, record.size()),
                        intent.writeId(),
                        _ -> {});
    }

    private record Copy(
            ObjectOpener.Opened opened,
            ObjectAttributes attributes,
            Optional<Protection> protection) {}

    /// Part by part, so that the ETag stays and each part can still be asked for.
    private void storeParts(
            RenameRequest request, ObjectName target, RenameIntent intent, Copy copy)
            throws StoreException, IOException, InterruptedException {
        Optional<ObjectChecksum> checksum = copy.opened.record().checksum();
        UploadInfo upload =
                parts.uploads.create(
                        new UploadRequest(
                                target,
                                copy.attributes,
                                Conditions.NONE,
                                checksum.map(ObjectChecksum::algorithm),
                                checksum.map(ObjectChecksum::type),
                                copy.protection));
        boolean isCompleted = false;
        try {
            List<CompleteRequest.Part> made = new ArrayList<>();
            long start = 0;
            for (PartRef part : parts.opener.partsOf(copy.opened.found())) {
                PartInfo stored =
                        parts.uploads.putPart(
                                new PartRequest(
                                        target,
                                        upload.uploadId(),
                                        part.number(),
                                        checksum.map(ObjectChecksum::algorithm),
                                        request.customerKey()),
                                new SourceBody(copy.opened.object(), start, part.size()));
                made.add(
                        new CompleteRequest.Part(
                                part.number(),
                                stored.etag(),
                                stored.checksum().map(Renamer::text)));
                start += part.size();
            }
            CompleteRequest complete =
                    new CompleteRequest(
                            target,
                            upload.uploadId(),
                            made,
                            request.targetConditions(),
                            OptionalLong.of(copy.opened.record().size()),
                            Optional.empty(),
                            Optional.empty(),
                            request.customerKey());
            var _ = parts.uploads.complete(complete, intent.writeId());
            isCompleted = true;
        } catch (StoreException e) {
            isCompleted = e.error() == StoreError.OUTCOME_UNKNOWN;
            throw e;
        } finally {
            if (!isCompleted) {
                giveUp(target, upload);
            }
        }
    }

    /// What cannot be aborted now is stale some day.
    private void giveUp(ObjectName target, UploadInfo upload) throws InterruptedException {
        try {
            parts.uploads.abort(target, upload.uploadId());
        } catch (StoreException e) {
            LOG.info("an upload of a rename stays until it is stale: {}", e.getMessage());
        }
    }

    private static String text(ObjectChecksum checksum) {
        return Base64.getEncoder().encodeToString(checksum.value());
    }
}
