package io.holdfast.s3;

import io.holdfast.base.ports.Protection;
import io.holdfast.object.AppendRequest;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.CompleteRequest;
import io.holdfast.object.Conditions;
import io.holdfast.object.CopyRequest;
import io.holdfast.object.CopyResult;
import io.holdfast.object.DefaultRetention;
import io.holdfast.object.DeleteRequest;
import io.holdfast.object.DeleteResult;
import io.holdfast.object.ListPage;
import io.holdfast.object.ListRequest;
import io.holdfast.object.ListVersionsRequest;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectBody;
import io.holdfast.object.ObjectChecksum;
import io.holdfast.object.ObjectEncryption;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectName;
import io.holdfast.object.ObjectParts;
import io.holdfast.object.OpenObject;
import io.holdfast.object.PartCopyRequest;
import io.holdfast.object.PartCopyResult;
import io.holdfast.object.PartInfo;
import io.holdfast.object.PartPage;
import io.holdfast.object.PartRequest;
import io.holdfast.object.PutRequest;
import io.holdfast.object.ReadRequest;
import io.holdfast.object.RenameRequest;
import io.holdfast.object.Retention;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.UploadInfo;
import io.holdfast.object.UploadPage;
import io.holdfast.object.UploadRequest;
import io.holdfast.object.VersionId;
import io.holdfast.object.VersionPage;
import io.holdfast.object.Versioning;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// A store on the heap that keeps the port's promises for one process. For tests of what lies above
/// the port.
final class MemoryStore extends QuietStore {
    static final long NOW_MS = 1_800_000_000_000L;

    private final MemoryKeys keys = new MemoryKeys();
    private final Map<String, MemoryBucket> buckets = new TreeMap<>();

    @Override
    public synchronized BucketInfo createBucket(
            String name,
            String owner,
            boolean objectLock,
            String region,
            Map<String, String> documents)
            throws StoreException {
        if (buckets.containsKey(name)) {
            throw new StoreException(StoreError.BUCKET_EXISTS, "exists");
        }
        BucketInfo info =
                BucketInfo.created(name, buckets.size() + 1L, NOW_MS, owner, objectLock, region)
                        .withDocuments(documents);
        buckets.put(name, new MemoryBucket(info));
        return info;
    }

    @Override
    public synchronized void deleteBucket(String name, boolean force) throws StoreException {
        if (!find(name).keys.isEmpty() && !force) {
            throw new StoreException(StoreError.BUCKET_NOT_EMPTY, "not empty");
        }
        buckets.remove(name);
    }

    @Override
    public synchronized BucketInfo bucket(String name) throws StoreException {
        return find(name).info;
    }

    @Override
    public synchronized List<BucketInfo> buckets() {
        return buckets.values().stream().map(bucket -> bucket.info).toList();
    }

    @Override
    public synchronized void setVersioning(String name, Versioning versioning)
            throws StoreException {
        BucketInfo info = find(name).info;
        if (info.isObjectLockEnabled() && versioning != Versioning.ENABLED) {
            throw new StoreException(StoreError.BUCKET_STATE_FORBIDS, "locked");
        }
        change(info, versioning, info.tags());
    }

    @Override
    public synchronized void setBucketTags(String name, Map<String, String> tags)
            throws StoreException {
        BucketInfo info = find(name).info;
        change(info, info.versioning(), tags);
    }

    @Override
    public synchronized void setBucketDocument(String name, String document, Optional<String> text)
            throws StoreException {
        MemoryBucket bucket = find(name);
        bucket.info = bucket.info.withDocument(document, text);
    }

    @Override
    public void checkProtection(Protection wanted) throws StoreException {
        var _ = keys.of(Optional.of(wanted));
    }

    @Override
    public ObjectInfo put(PutRequest request, ObjectBody body) throws StoreException, IOException {
        ByteBuffer data = MemoryBytes.readAll(body);
        Optional<ObjectChecksum> checksum = MemoryBytes.check(request.checksum(), body, data);
        synchronized (this) {
            return store(
                    request.name(),
                    request.attributes(),
                    request.conditions(),
                    data,
                    List.of(),
                    MemoryBytes.hex(MemoryBytes.md5(data)),
                    checksum,
                    keys.of(request.protection()));
        }
    }

    @Override
    public synchronized OpenObject open(ReadRequest request) throws StoreException {
        MemoryVersion version = version(request.name(), request.version());
        keys.check(version.info().encryption(), request.customerKey());
        Conditions conditions = request.conditions();
        if (conditions.ifMatch().isPresent()
                && !conditions.ifMatch().get().equals(version.info().etag())) {
            throw new StoreException(StoreError.PRECONDITION_FAILED, "ifMatch");
        }
        if (conditions.ifNoneMatch().isPresent()
                && conditions.ifNoneMatch().get().equals(version.info().etag())) {
            throw new StoreException(StoreError.NOT_MODIFIED, "ifNoneMatch");
        }
        if (request.partNumber().isEmpty()) {
            return version;
        }
        long start = 0;
        for (PartInfo part : version.parts()) {
            if (part.partNumber() == request.partNumber().getAsInt()) {
                return new MemoryVersion(
                        version.info(), version.data(), version.parts(), start, part.size());
            }
            start += part.size();
        }
        if (version.parts().isEmpty() && request.partNumber().getAsInt() == 1) {
            return version;
        }
        throw new StoreException(StoreError.INVALID_PART_NUMBER, "no such part");
    }

    @Override
    public OpenObject head(ReadRequest request) throws StoreException {
        return open(request);
    }

    @Override
    public synchronized ObjectInfo info(ObjectName name, Optional<VersionId> version)
            throws StoreException {
        return version(name, version).info();
    }

    @Override
    public synchronized DeleteResult delete(DeleteRequest request) throws StoreException {
        MemoryBucket bucket = find(request.name().bucket());
        byte[] key = request.name().keyBytes();
        List<MemoryVersion> versions = bucket.keys.getOrDefault(key, new ArrayList<>());
        if (request.version().isPresent()) {
            VersionId id = request.version().get();
            boolean wasMarker =
                    versions.stream()
                            .anyMatch(
                                    v ->
                                            v.info().versionId().equals(id)
                                                    && v.info().isDeleteMarker());
            versions.removeIf(v -> v.info().versionId().equals(id));
            if (versions.isEmpty()) {
                bucket.keys.remove(key);
            }
            return new DeleteResult(Optional.of(id), wasMarker);
        }
        if (bucket.info.versioning() == Versioning.OFF) {
            bucket.keys.remove(key);
            return new DeleteResult(Optional.empty(), false);
        }
        ObjectInfo marker =
                MemoryVersion.describe(
                        request.name(),
                        new VersionId.Id(UUID.randomUUID()),
                        true,
                        0,
                        "",
                        ObjectAttributes.NONE,
                        0,
                        Optional.empty(),
                        Optional.empty());
        bucket.add(marker, ByteBuffer.allocate(0), List.of());
        return new DeleteResult(Optional.of(marker.versionId()), true);
    }

    @Override
    public synchronized CopyResult copy(CopyRequest request) throws StoreException {
        MemoryVersion source = (MemoryVersion) open(request.source());
        ObjectAttributes attributes = source.info().attributes();
        if (request.replacement().isPresent()) {
            attributes = request.replacement().get().withTags(attributes.tags());
        } else if (request.source().name().equals(request.target())) {
            throw new StoreException(StoreError.INVALID_COPY, "onto itself");
        }
        if (request.tags().isPresent()) {
            attributes = attributes.withTags(request.tags().get());
        }
        ObjectInfo made =
                store(
                        request.target(),
                        attributes.withAcl(request.acl()),
                        request.conditions(),
                        source.data(),
                        List.of(),
                        MemoryBytes.hex(MemoryBytes.md5(source.data())),
                        source.info().checksum(),
                        keys.of(request.protection()));
        return new CopyResult(made, source.info());
    }

    @Override
    public synchronized ObjectInfo append(AppendRequest request, ObjectBody body)
            throws StoreException, IOException {
        return MemoryMoves.append(this, request, body);
    }

    @Override
    public synchronized void rename(RenameRequest request) throws StoreException, IOException {
        MemoryMoves.rename(this, request);
    }

    @Override
    public synchronized ObjectInfo setTags(
            ObjectName name, Optional<VersionId> id, Map<String, String> tags)
            throws StoreException {
        return change(name, id, was -> was.withTags(tags));
    }

    @Override
    public synchronized ObjectInfo setAcl(
            ObjectName name, Optional<VersionId> id, String expected, String acl)
            throws StoreException {
        if (!find(name.bucket()).version(name, id).info().attributes().acl().equals(expected)) {
            throw new StoreException(StoreError.TOO_BUSY, "changed meanwhile");
        }
        return change(name, id, was -> was.withAcl(acl));
    }

    @Override
    public synchronized void setObjectLock(String bucket, Optional<DefaultRetention> retention)
            throws StoreException {
        find(bucket).info = find(bucket).info.withObjectLock(retention);
    }

    /// Judges nothing.
    @Override
    public synchronized ObjectInfo setRetention(
            ObjectName name,
            Optional<VersionId> id,
            Optional<Retention> retention,
            boolean mayBypassGovernance)
            throws StoreException {
        return change(name, id, was -> was.withLock(was.lock().withRetention(retention)));
    }

    @Override
    public synchronized ObjectInfo setLegalHold(
            ObjectName name, Optional<VersionId> id, boolean isHeld) throws StoreException {
        return change(name, id, was -> was.withLock(was.lock().withLegalHold(isHeld)));
    }

    private ObjectInfo change(
            ObjectName name, Optional<VersionId> id, UnaryOperator<ObjectAttributes> change)
            throws StoreException {
        MemoryVersion old = version(name, id);
        ObjectInfo was = old.info();
        ObjectInfo changed =
                MemoryVersion.describe(
                        name,
                        was.versionId(),
                        false,
                        was.size(),
                        was.etag(),
                        change.apply(was.attributes()),
                        was.partCount(),
                        was.checksum(),
                        was.encryption());
        List<MemoryVersion> versions =
                find(name.bucket()).keys.getOrDefault(name.keyBytes(), new ArrayList<>());
        versions.replaceAll(
                v ->
                        v.info().versionId().equals(was.versionId())
                                ? new MemoryVersion(
                                        changed, v.data(), v.parts(), 0, v.rangeLength())
                                : v);
        return changed;
    }

    @Override
    public synchronized ObjectParts parts(ReadRequest request, int marker, int max)
            throws StoreException {
        List<PartInfo> all = version(request.name(), request.version()).parts();
        return new ObjectParts(
                all.size(),
                all.stream().filter(part -> part.partNumber() > marker).limit(max).toList());
    }

    @Override
    public synchronized ListPage list(ListRequest request) throws StoreException {
        List<ObjectInfo> objects = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        String last = request.after();
        for (Map.Entry<byte[], List<MemoryVersion>> entry :
                find(request.bucket()).keys.entrySet()) {
            String key = new String(entry.getKey(), StandardCharsets.UTF_8);
            ObjectInfo newest = entry.getValue().getFirst().info();
            String rolled = MemoryBytes.rolledUp(key, request.prefix(), request.delimiter());
            String position = rolled.isEmpty() ? key : rolled;
            if (newest.isDeleteMarker()
                    || !key.startsWith(request.prefix())
                    || MemoryBytes.compare(position, last) <= 0
                    || (!rolled.isEmpty() && request.after().startsWith(rolled))) {
                continue;
            }
            if (objects.size() + prefixes.size() == request.maxEntries()) {
                return new ListPage(
                        objects,
                        prefixes,
                        request.maxEntries() == 0 ? Optional.empty() : Optional.of(last));
            }
            last = position;
            if (rolled.isEmpty()) {
                objects.add(newest);
            } else {
                prefixes.add(rolled);
            }
        }
        return new ListPage(objects, prefixes, Optional.empty());
    }

    @Override
    public synchronized VersionPage listVersions(ListVersionsRequest request)
            throws StoreException {
        List<ObjectInfo> found = new ArrayList<>();
        for (List<MemoryVersion> versions : find(request.bucket()).keys.values()) {
            for (MemoryVersion version : versions) {
                if (version.info().name().key().startsWith(request.prefix())) {
                    found.add(version.info());
                }
            }
        }
        return new VersionPage(found, List.of(), Optional.empty(), Optional.empty());
    }

    @Override
    public synchronized UploadInfo createUpload(UploadRequest request) throws StoreException {
        UploadInfo upload =
                new UploadInfo(
                        request.name(),
                        UUID.randomUUID().toString(),
                        NOW_MS,
                        request.attributes(),
                        request.checksum(),
                        request.checksumType(),
                        keys.of(request.protection()));
        find(request.name().bucket())
                .uploads
                .put(upload.uploadId(), new MemoryBucket.Upload(upload, new TreeMap<>()));
        return upload;
    }

    @Override
    public PartInfo putPart(PartRequest request, ObjectBody body)
            throws StoreException, IOException {
        ByteBuffer data = MemoryBytes.readAll(body);
        Optional<ObjectChecksum> checksum = MemoryBytes.check(request.checksum(), body, data);
        keys.check(
                upload(request.name(), request.uploadId()).info().encryption(),
                request.customerKey());
        return keepPart(request.name(), request.uploadId(), request.partNumber(), data, checksum);
    }

    @Override
    public PartCopyResult copyPart(PartCopyRequest request) throws StoreException {
        MemoryVersion source = (MemoryVersion) open(request.source());
        ByteBuffer data = source.data();
        if (request.rangeStart().isPresent()) {
            long start = request.rangeStart().getAsLong();
            long end = request.rangeEnd().orElseThrow();
            if (end >= data.capacity()) {
                throw new StoreException(StoreError.INVALID_RANGE, "outside");
            }
            data = data.slice((int) start, (int) (end - start + 1));
        }
        PartInfo part =
                keepPart(
                        request.target(),
                        request.uploadId(),
                        request.partNumber(),
                        data,
                        Optional.empty());
        return new PartCopyResult(part, source.info());
    }

    @Override
    public synchronized ObjectInfo completeUpload(CompleteRequest request) throws StoreException {
        MemoryBucket.Upload upload = upload(request.name(), request.uploadId());
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        ByteArrayOutputStream digests = new ByteArrayOutputStream();
        List<PartInfo> parts = new ArrayList<>();
        int before = 0;
        for (CompleteRequest.Part wanted : request.parts()) {
            if (wanted.partNumber() <= before) {
                throw new StoreException(StoreError.INVALID_PART_ORDER, "order");
            }
            before = wanted.partNumber();
            MemoryVersion part = upload.parts().get(wanted.partNumber());
            if (part == null || !part.info().etag().equals(wanted.etag())) {
                throw new StoreException(StoreError.INVALID_PART, "part");
            }
            whole.writeBytes(MemoryBytes.bytes(part.data()));
            digests.writeBytes(MemoryBytes.md5(part.data()));
            parts.add(part.parts().getFirst());
        }
        ObjectInfo made =
                store(
                        request.name(),
                        upload.info().attributes(),
                        request.conditions(),
                        ByteBuffer.wrap(whole.toByteArray()),
                        parts,
                        MemoryBytes.hex(MemoryBytes.md5(ByteBuffer.wrap(digests.toByteArray())))
                                + "-"
                                + parts.size(),
                        Optional.empty(),
                        upload.info().encryption());
        find(request.name().bucket()).uploads.remove(request.uploadId());
        return made;
    }

    @Override
    public synchronized void abortUpload(ObjectName name, String uploadId) throws StoreException {
        upload(name, uploadId);
        find(name.bucket()).uploads.remove(uploadId);
    }

    @Override
    public synchronized PartPage listParts(
            ObjectName name, String uploadId, int marker, int maxParts) throws StoreException {
        MemoryBucket.Upload upload = upload(name, uploadId);
        return new PartPage(
                upload.info(),
                upload.parts().tailMap(marker, false).values().stream()
                        .limit(maxParts)
                        .map(part -> part.parts().getFirst())
                        .toList(),
                OptionalInt.empty());
    }

    @Override
    public synchronized UploadPage listUploads(
            String bucket,
            String prefix,
            String delimiter,
            String keyMarker,
            String uploadIdMarker,
            int maxUploads)
            throws StoreException {
        return new UploadPage(
                find(bucket).uploads.values().stream()
                        .map(MemoryBucket.Upload::info)
                        .filter(upload -> upload.name().key().startsWith(prefix))
                        .toList(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private MemoryBucket find(String name) throws StoreException {
        MemoryBucket bucket = buckets.get(name);
        if (bucket == null) {
            throw new StoreException(StoreError.NO_SUCH_BUCKET, "no such bucket");
        }
        return bucket;
    }

    private void change(BucketInfo info, Versioning versioning, Map<String, String> tags)
            throws StoreException {
        find(info.name()).info = info.withVersioning(versioning).withTags(tags);
    }

    private MemoryVersion version(ObjectName name, Optional<VersionId> id) throws StoreException {
        return find(name.bucket()).version(name, id);
    }

    private MemoryBucket.Upload upload(ObjectName name, String uploadId) throws StoreException {
        MemoryBucket.Upload upload = find(name.bucket()).uploads.get(uploadId);
        if (upload == null || !upload.info().name().equals(name)) {
            throw new StoreException(StoreError.NO_SUCH_UPLOAD, "no such upload");
        }
        return upload;
    }

    private synchronized PartInfo keepPart(
            ObjectName name,
            String uploadId,
            int number,
            ByteBuffer data,
            Optional<ObjectChecksum> checksum)
            throws StoreException {
        MemoryBucket.Upload upload = upload(name, uploadId);
        PartInfo part =
                new PartInfo(
                        number,
                        data.capacity(),
                        MemoryBytes.hex(MemoryBytes.md5(data)),
                        NOW_MS,
                        checksum,
                        upload.info().encryption());
        ObjectInfo info =
                MemoryVersion.describe(
                        name,
                        VersionId.nullVersion(),
                        false,
                        part.size(),
                        part.etag(),
                        ObjectAttributes.NONE,
                        0,
                        checksum,
                        Optional.empty());
        upload.parts().put(number, new MemoryVersion(info, data, List.of(part), 0, part.size()));
        return part;
    }

    private ObjectInfo store(
            ObjectName name,
            ObjectAttributes attributes,
            Conditions conditions,
            ByteBuffer data,
            List<PartInfo> parts,
            String etag,
            Optional<ObjectChecksum> checksum,
            Optional<ObjectEncryption> encryption)
            throws StoreException {
        MemoryBucket bucket = find(name.bucket());
        bucket.judge(name, conditions);
        VersionId id =
                bucket.info.versioning() == Versioning.ENABLED
                        ? new VersionId.Id(UUID.randomUUID())
                        : VersionId.nullVersion();
        ObjectInfo info =
                MemoryVersion.describe(
                        name,
                        id,
                        false,
                        data.capacity(),
                        etag,
                        attributes,
                        parts.size(),
                        checksum,
                        encryption);
        bucket.add(info, data, parts);
        return info;
    }
}
