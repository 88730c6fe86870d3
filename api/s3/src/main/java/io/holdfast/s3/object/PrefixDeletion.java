package io.holdfast.s3.object;

import io.holdfast.object.BucketInfo;
import io.holdfast.object.ListVersionsRequest;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.object.VersionId;
import io.holdfast.object.VersionPage;
import io.holdfast.object.Versioning;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Removes a key and all keys below it with all their versions, as MinIO does for
/// `x-minio-force-delete`. Each version is judged by policies as if it were deleted alone: who may
/// only hide keys destroys none, and a Deny for one of them holds. What was removed before a
/// refusal stays removed.
record PrefixDeletion(ObjectStore store) {
    private static final int PAGE = 1000;

    void run(S3Request request) throws S3Exception, StoreException, InterruptedException {
        BucketInfo bucket = store.bucket(request.bucket());
        if (bucket.isObjectLockEnabled()) {
            throw new S3Exception(
                    ErrorCode.METHOD_NOT_ALLOWED, "Object lock keeps the bucket's versions.");
        }
        boolean isVersioned = bucket.versioning() != Versioning.OFF;
        String after = "";
        Optional<VersionId> afterVersion = Optional.empty();
        while (true) {
            VersionPage page =
                    store.listVersions(
                            new ListVersionsRequest(
                                    request.bucket(),
                                    request.key(),
                                    "",
                                    after,
                                    afterVersion,
                                    PAGE));
            delete(request, page.versions(), isVersioned);
            if (page.nextKey().isEmpty()) {
                return;
            }
            after = page.nextKey().get();
            afterVersion = page.nextVersion();
        }
    }

    private void delete(S3Request request, List<ObjectInfo> versions, boolean isVersioned)
            throws S3Exception, InterruptedException {
        List<KeyDeletion> deletions = new ArrayList<>(versions.size());
        for (ObjectInfo info : versions) {
            if (isBelow(info.name().key(), request.key())) {
                String version = isVersioned ? info.versionId().toString() : "";
                deletions.add(new KeyDeletion(store, request, info.name().key(), version, ""));
            }
        }
        KeyDeletion.runAll(deletions);
        for (KeyDeletion deletion : deletions) {
            Optional<S3Exception> refusal = deletion.refusal();
            if (refusal.isPresent()) {
                throw refusal.get();
            }
        }
    }

    /// A key is a folder here: `a` is above `a/b`, and not above `ab`.
    private static boolean isBelow(String key, String folder) {
        return key.equals(folder) || folder.endsWith("/") || key.startsWith(folder + '/');
    }
}
