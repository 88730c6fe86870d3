package io.holdfast.object;

import io.holdfast.base.Hex;
import io.holdfast.base.ports.Protection;
import io.holdfast.drive.BucketUsage;
import io.holdfast.object.bucket.Buckets;
import io.holdfast.object.commit.Leaders;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.heal.HealAssembly;
import io.holdfast.object.list.BucketContent;
import io.holdfast.object.list.Lister;
import io.holdfast.object.lock.TrustedClock;
import io.holdfast.object.multipart.StaleUploads;
import io.holdfast.object.multipart.UploadLister;
import io.holdfast.object.multipart.Uploads;
import io.holdfast.object.read.FoundVersion;
import io.holdfast.object.read.ObjectOpener;
import io.holdfast.object.read.SmallRequests;
import io.holdfast.object.rename.Renamer;
import io.holdfast.object.row.PartRef;
import io.holdfast.object.seal.Seals;
import io.holdfast.object.write.AttributesChanger;
import io.holdfast.object.write.ObjectAppender;
import io.holdfast.object.write.ObjectCopier;
import io.holdfast.object.write.ObjectDeleter;
import io.holdfast.object.write.ObjectWriter;
import io.holdfast.object.write.Quotas;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The store: hands each call to the class that does it.
final class Store implements ObjectStore {
    private static final int DELETE_ATTEMPTS = 10;

    private final Services services;

    /// What the store consists of.
    record Services(
            Buckets buckets,
            BucketContent content,
            Leaders leaders,
            ObjectOpener opener,
            ObjectWriter writer,
            ObjectDeleter deleter,
            AttributesChanger attributes,
            ObjectCopier copier,
            ObjectAppender appender,
            Renamer renamer,
            Uploads uploads,
            StaleUploads staleUploads,
            UploadLister uploadLister,
            Lister lister,
            Seals seals,
            Quotas quotas,
            TrustedClock trusted,
            HealAssembly heal,
            SmallRequests small) {}

    Store(Services services) {
        this.services = services;
    }

    @Override
    public BucketInfo createBucket(
            String name,
            String owner,
            boolean objectLock,
            String region,
            Map<String, String> documents)
            throws StoreException, InterruptedException {
        return services.buckets.create(name, owner, objectLock, region, documents);
    }

    @Override
    public void deleteBucket(String name, boolean force)
            throws StoreException, InterruptedException {
        if (force) {
            services.content.clear(this, name);
        }
        for (int attempt = 0; attempt < DELETE_ATTEMPTS; attempt++) {
            services.content.requireNoVersions(services.buckets.get(name));
            services.content.abortUploads(this, name);
            if (services.buckets.delete(name, this::isEmpty)) {
                services.staleUploads.bucketGone();
                return;
            }
            // An upload was begun after the others were aborted and before changes were kept out.
        }
        throw new StoreException(StoreError.TOO_BUSY, "uploads are being begun in the bucket");
    }

    private boolean isEmpty(BucketInfo bucket) throws StoreException, InterruptedException {
        services.content.requireNoVersions(bucket);
        return !services.content.hasUploads(bucket);
    }

    @Override
    public BucketInfo bucket(String name) throws StoreException {
        return services.buckets.get(name);
    }

    @Override
    public List<BucketInfo> buckets() {
        return services.buckets.all();
    }

    @Override
    public void setVersioning(String bucket, Versioning versioning)
            throws StoreException, InterruptedException {
        services.buckets.update(bucket, info -> versioned(info, versioning));
    }

    private static BucketInfo versioned(BucketInfo present, Versioning versioning)
            throws StoreException {
        if (present.isObjectLockEnabled() && versioning != Versioning.ENABLED) {
            throw new StoreException(
                    StoreError.BUCKET_STATE_FORBIDS, "object lock needs versioning to stay on");
        }
        if (versioning == Versioning.OFF && present.versioning() != Versioning.OFF) {
            throw new StoreException(
                    StoreError.INVALID_ARGUMENT, "versioning can be suspended, not turned off");
        }
        return present.withVersioning(versioning);
    }

    @Override
    public void setBucketTags(String bucket, Map<String, String> tags)
            throws StoreException, InterruptedException {
        services.buckets.update(bucket, info -> info.withTags(tags));
    }

    @Override
    public void setBucketDocument(String bucket, String document, Optional<String> text)
            throws StoreException, InterruptedException {
        services.buckets.update(bucket, info -> info.withDocument(document, text));
    }

    @Override
    public void setObjectLock(String bucket, Optional<DefaultRetention> retention)
            throws StoreException, InterruptedException {
        services.buckets.update(
                bucket,
                info -> {
                    if (info.versioning() != Versioning.ENABLED) {
                        throw new StoreException(
                                StoreError.BUCKET_STATE_FORBIDS,
                                "object lock needs versioning to be on");
                    }
                    return info.withObjectLock(retention);
                });
    }

    @Override
    public void checkProtection(Protection wanted) throws StoreException, InterruptedException {
        services.seals.check(wanted);
    }

    @Override
    public BucketUsage usage(String bucket) throws StoreException {
        return services.quotas.usage(services.buckets.get(bucket));
    }

    @Override
    public ObjectInfo put(PutRequest request, ObjectBody body)
            throws StoreException, IOException, InterruptedException {
        return services.writer.put(request, body);
    }

    @Override
    public OpenObject open(ReadRequest request) throws StoreException, InterruptedException {
        return services.opener.open(request);
    }

    @Override
    public OpenObject head(ReadRequest request) throws StoreException, InterruptedException {
        services.small.came();
        return services.opener.head(request);
    }

    @Override
    public ObjectInfo info(ObjectName name, Optional<VersionId> version)
            throws StoreException, InterruptedException {
        return services.opener.info(name, version);
    }

    @Override
    public DeleteResult delete(DeleteRequest request) throws StoreException, InterruptedException {
        services.small.came();
        return services.deleter.delete(request);
    }

    @Override
    public CopyResult copy(CopyRequest request)
            throws StoreException, IOException, InterruptedException {
        return services.copier.copy(request);
    }

    @Override
    public ObjectInfo append(AppendRequest request, ObjectBody body)
            throws StoreException, IOException, InterruptedException {
        return services.appender.append(request, body);
    }

    @Override
    public void rename(RenameRequest request)
            throws StoreException, IOException, InterruptedException {
        services.renamer.rename(request);
    }

    @Override
    public ObjectInfo setTags(
            ObjectName name, Optional<VersionId> version, Map<String, String> tags)
            throws StoreException, InterruptedException {
        return services.attributes.setTags(name, version, tags);
    }

    @Override
    public ObjectInfo setAcl(
            ObjectName name, Optional<VersionId> version, String expected, String acl)
            throws StoreException, InterruptedException {
        return services.attributes.setAcl(name, version, expected, acl);
    }

    @Override
    public ObjectInfo setRetention(
            ObjectName name,
            Optional<VersionId> version,
            Optional<Retention> retention,
            boolean mayBypassGovernance)
            throws StoreException, InterruptedException {
        return services.attributes.setRetention(name, version, retention, mayBypassGovernance);
    }

    @Override
    public ObjectInfo setLegalHold(ObjectName name, Optional<VersionId> version, boolean isHeld)
            throws StoreException, InterruptedException {
        return services.attributes.setLegalHold(name, version, isHeld);
    }

    @Override
    public ObjectParts parts(ReadRequest request, int partNumberMarker, int maxParts)
            throws StoreException, InterruptedException {
        FoundVersion found = services.opener.find(request, false);
        List<PartInfo> page = new ArrayList<>();
        List<PartRef> parts = services.opener.partsOf(found);
        for (PartRef part : parts) {
            if (part.number() > partNumberMarker && page.size() < maxParts) {
                page.add(
                        new PartInfo(
                                part.number(),
                                part.size(),
                                Hex.of(part.etag()),
                                part.modifiedMs(),
                                ObjectOpener.checksumOf(found.record(), part)));
            }
        }
        return new ObjectParts(parts.size(), page);
    }

    @Override
    public ListPage list(ListRequest request) throws StoreException, InterruptedException {
        services.small.came();
        return services.lister.list(request);
    }

    @Override
    public VersionPage listVersions(ListVersionsRequest request)
            throws StoreException, InterruptedException {
        services.small.came();
        return services.lister.listVersions(request);
    }

    @Override
    public UploadInfo createUpload(UploadRequest request)
            throws StoreException, InterruptedException {
        return services.uploads.create(request);
    }

    @Override
    public PartInfo putPart(PartRequest request, ObjectBody body)
            throws StoreException, IOException, InterruptedException {
        return services.uploads.putPart(request, body);
    }

    @Override
    public PartCopyResult copyPart(PartCopyRequest request)
            throws StoreException, IOException, InterruptedException {
        return services.uploads.copyPart(request);
    }

    @Override
    public ObjectInfo completeUpload(CompleteRequest request)
            throws StoreException, InterruptedException {
        return services.uploads.complete(request);
    }

    @Override
    public void abortUpload(ObjectName name, String uploadId)
            throws StoreException, InterruptedException {
        services.uploads.abort(name, uploadId);
    }

    @Override
    public PartPage listParts(ObjectName name, String uploadId, int marker, int maxParts)
            throws StoreException, InterruptedException {
        return services.uploads.listParts(name, uploadId, marker, maxParts);
    }

    @Override
    public UploadPage listUploads(
            String bucket,
            String prefix,
            String delimiter,
            String keyMarker,
            String uploadIdMarker,
            int maxUploads)
            throws StoreException, InterruptedException {
        return services.uploadLister.list(
                bucket, prefix, delimiter, keyMarker, uploadIdMarker, maxUploads);
    }

    @Override
    public HealReport heal(ObjectName name, boolean verifyShards)
            throws StoreException, InterruptedException {
        long bucketId = services.buckets.get(name.bucket()).id();
        return services.heal.healer().heal(RowKey.of(bucketId, name.keyBytes()), verifyShards);
    }

    @Override
    public Optional<String> whyReadOnly() {
        return services.leaders.whyReadOnly();
    }

    @Override
    public long trustedMs() {
        return services.trusted.nowMs();
    }

    @Override
    public OptionalInt rebuildingDrives() {
        int missing = services.heal.missingDrives();
        return missing == 0 ? OptionalInt.empty() : OptionalInt.of(missing);
    }
}
