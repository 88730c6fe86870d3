package io.holdfast.object.list;

import io.holdfast.base.Bytes;
import io.holdfast.drive.Family;
import io.holdfast.drive.RowVisitor;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.Conditions;
import io.holdfast.object.DeleteRequest;
import io.holdfast.object.ListVersionsRequest;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.UploadInfo;
import io.holdfast.object.UploadPage;
import io.holdfast.object.VersionPage;
import io.holdfast.object.commit.Leaders;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.UploadRecord;
import io.holdfast.object.row.VersionRecord;
import java.util.Optional;
import java.util.function.Predicate;

/// Looks whether a bucket is empty, and empties it. Any thread.
public final class BucketContent {
    private static final int PAGE = 1000;

    private final Leaders leaders;
    private final Scanner scanner;

    /// Scans a set as it is decided.
    @FunctionalInterface
    public interface Scanner {
        /// True when the visitor stopped at some row.
        boolean stopsAt(SetLeader leader, Family family, byte[] from, byte[] to, RowVisitor visitor)
                throws StoreException, InterruptedException;
    }

    public BucketContent(Leaders leaders, Scanner scanner) {
        this.leaders = leaders;
        this.scanner = scanner;
    }

    /// @throws StoreException BUCKET_NOT_EMPTY when some key has a version or delete marker
    public void requireNoVersions(BucketInfo bucket) throws StoreException, InterruptedException {
        boolean isUsed =
                isAny(
                        Family.HEAD,
                        Keys.bucket(bucket.id()),
                        record -> !VersionRecord.read(record).isTombstone());
        if (isUsed) {
            throw new StoreException(StoreError.BUCKET_NOT_EMPTY, "the bucket is not empty");
        }
    }

    /// True when an upload is in progress.
    public boolean hasUploads(BucketInfo bucket) throws StoreException, InterruptedException {
        return isAny(
                Family.PART,
                Keys.uploads(Keys.bucket(bucket.id())),
                record -> UploadRecord.read(record).state() == UploadRecord.State.OPEN);
    }

    private boolean isAny(Family family, byte[] prefix, Predicate<byte[]> isWanted)
            throws StoreException, InterruptedException {
        RowVisitor visitor =
                (_, row) ->
                        isWanted.test(row.record())
                                ? RowVisitor.Next.stop()
                                : RowVisitor.Next.row();
        byte[] end = Bytes.successorOfPrefix(prefix);
        for (SetLeader leader : leaders.all()) {
            if (scanner.stopsAt(leader, family, prefix, end, visitor)) {
                return true;
            }
        }
        return false;
    }

    /// Removes all versions and markers, page by page; changes that come meanwhile may survive.
    public void clear(ObjectStore store, String bucket)
            throws StoreException, InterruptedException {
        while (true) {
            VersionPage page =
                    store.listVersions(
                            new ListVersionsRequest(bucket, "", "", "", Optional.empty(), PAGE));
            if (page.versions().isEmpty()) {
                return;
            }
            for (ObjectInfo version : page.versions()) {
                store.delete(
                        new DeleteRequest(
                                version.name(), Optional.of(version.versionId()), Conditions.NONE));
            }
        }
    }

    /// Ends all uploads in progress.
    public void abortUploads(ObjectStore store, String bucket)
            throws StoreException, InterruptedException {
        while (true) {
            UploadPage page = store.listUploads(bucket, "", "", "", "", PAGE);
            if (page.uploads().isEmpty()) {
                return;
            }
            for (UploadInfo upload : page.uploads()) {
                try {
                    store.abortUpload(upload.name(), upload.uploadId());
                } catch (StoreException e) {
                    if (e.error() != StoreError.NO_SUCH_UPLOAD) {
                        throw e;
                    }
                }
            }
        }
    }
}
