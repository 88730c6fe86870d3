package io.holdfast.s3;

import io.holdfast.object.BucketInfo;
import io.holdfast.object.Conditions;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectName;
import io.holdfast.object.PartInfo;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.UploadInfo;
import io.holdfast.object.VersionId;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// One bucket of {@link MemoryStore}: the versions of each key, the newest first.
final class MemoryBucket {
    BucketInfo info;
    final TreeMap<byte[], List<MemoryVersion>> keys = new TreeMap<>(Arrays::compareUnsigned);
    final TreeMap<String, Upload> uploads = new TreeMap<>();

    record Upload(UploadInfo info, TreeMap<Integer, MemoryVersion> parts) {}

    MemoryBucket(BucketInfo info) {
        this.info = info;
    }

    MemoryVersion version(ObjectName name, Optional<VersionId> id) throws StoreException {
        List<MemoryVersion> versions = keys.getOrDefault(name.keyBytes(), List.of());
        if (id.isPresent()) {
            MemoryVersion found =
                    versions.stream()
                            .filter(v -> v.info().versionId().equals(id.get()))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new StoreException(
                                                    StoreError.NO_SUCH_VERSION, "no version"));
            if (found.info().isDeleteMarker()) {
                throw new StoreException(StoreError.MARKER_HAS_NO_DATA, "a marker", id);
            }
            return found;
        }
        if (versions.isEmpty()) {
            throw new StoreException(StoreError.NO_SUCH_KEY, "no such key");
        }
        MemoryVersion newest = versions.getFirst();
        if (newest.info().isDeleteMarker()) {
            throw new StoreException(
                    StoreError.IS_DELETE_MARKER, "deleted", Optional.of(newest.info().versionId()));
        }
        return newest;
    }

    void judge(ObjectName name, Conditions conditions) throws StoreException {
        List<MemoryVersion> versions = keys.getOrDefault(name.keyBytes(), List.of());
        boolean isThere = !versions.isEmpty() && !versions.getFirst().info().isDeleteMarker();
        String now = isThere ? versions.getFirst().info().etag() : "";
        if (conditions.ifMatch().isPresent()) {
            if (!isThere) {
                throw new StoreException(StoreError.NO_SUCH_KEY, "absent");
            }
            if (!conditions.ifMatch().get().equals(now)) {
                throw new StoreException(StoreError.PRECONDITION_FAILED, "ifMatch");
            }
        }
        if (isThere
                && conditions.ifNoneMatch().isPresent()
                && (conditions.ifNoneMatch().get().equals("*")
                        || conditions.ifNoneMatch().get().equals(now))) {
            throw new StoreException(StoreError.PRECONDITION_FAILED, "ifNoneMatch");
        }
    }

    void add(ObjectInfo made, ByteBuffer data, List<PartInfo> parts) {
        List<MemoryVersion> versions =
                keys.computeIfAbsent(made.name().keyBytes(), _ -> new ArrayList<>());
        versions.removeIf(v -> v.info().versionId().equals(made.versionId()));
        versions.addFirst(new MemoryVersion(made, data, parts, 0, made.size()));
    }
}
