package io.holdfast.object;

import io.holdfast.base.ports.Protection;
import io.holdfast.drive.BucketUsage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Buckets, objects, versions and uploads on durable, erasure-coded sets. Methods block and are
/// made for virtual threads.
///
/// **Guarantees**: a method that changes something returns only when the change is durable on every
/// drive in service and on at least W copies (rule 12). Every read sees all changes acknowledged
/// before it began; per key, reads and conditional writes are linearizable. After a crash an
/// unacknowledged change is wholly there or not at all. A refusal changes nothing, except
/// OUTCOME_UNKNOWN, which says what it is.
///
/// Every method throws NO_SUCH_BUCKET, READ_QUORUM_LOST, and those that change something
/// WRITE_QUORUM_LOST, OUTCOME_UNKNOWN and TOO_BUSY.
public interface ObjectStore {
    /// Creates a bucket; its name must be valid.
    ///
    /// @param owner id of the account; empty for the default account
    /// @param documents settings that it has from the start, as of {@link #setBucketDocument}
    /// @throws StoreException BUCKET_EXISTS
    BucketInfo createBucket(
            String name,
            String owner,
            boolean objectLock,
            String region,
            Map<String, String> documents)
            throws StoreException, InterruptedException;

    /// Creates a bucket without documents.
    ///
    /// @throws StoreException BUCKET_EXISTS
    default BucketInfo createBucket(String name, String owner, boolean objectLock, String region)
            throws StoreException, InterruptedException {
        return createBucket(name, owner, objectLock, region, Map.of());
    }

    /// Creates a bucket of the default account.
    ///
    /// @throws StoreException BUCKET_EXISTS
    default BucketInfo createBucket(String name, boolean objectLock, String region)
            throws StoreException, InterruptedException {
        return createBucket(name, "", objectLock, region);
    }

    /// Removes an empty bucket: uploads in progress are aborted, versions and markers count as
    /// content.
    ///
    /// @param force removes the content first
    /// @throws StoreException BUCKET_NOT_EMPTY
    void deleteBucket(String name, boolean force) throws StoreException, InterruptedException;

    BucketInfo bucket(String name) throws StoreException;

    /// All buckets, by name.
    List<BucketInfo> buckets();

    /// @throws StoreException BUCKET_STATE_FORBIDS when object lock needs versioning
    void setVersioning(String bucket, Versioning versioning)
            throws StoreException, InterruptedException;

    /// Replaces the bucket's tags; an empty map removes them.
    void setBucketTags(String bucket, Map<String, String> tags)
            throws StoreException, InterruptedException;

    /// Keeps a setting of the bucket, or removes it. The store reads {@link BucketInfo#QUOTA}
    /// alone.
    ///
    /// @param document name of the sub-resource, such as `policy`
    /// @param text replaces an earlier one; empty removes it
    void setBucketDocument(String bucket, String document, Optional<String> text)
            throws StoreException, InterruptedException;

    /// Gives the bucket object lock, for good, and this default retention for its new versions.
    ///
    /// @throws StoreException BUCKET_STATE_FORBIDS when versioning is not on
    void setObjectLock(String bucket, Optional<DefaultRetention> retention)
            throws StoreException, InterruptedException;

    /// Makes sure that new objects can be protected so.
    ///
    /// @throws StoreException NO_KEY_SERVICE, NO_SUCH_SEALING_KEY, KEY_SERVICE_UNAVAILABLE
    void checkProtection(Protection wanted) throws StoreException, InterruptedException;

    /// Counters of the bucket over all sets; exact on drives without gaps.
    BucketUsage usage(String bucket) throws StoreException;

    /// Stores the whole body as one version.
    ///
    /// @throws StoreException PRECONDITION_FAILED, NO_SUCH_KEY (ifMatch on an absent key), BAD_MD5,
    ///   NO_OBJECT_LOCK, BAD_CHECKSUM, INCOMPLETE_BODY, TOO_LARGE, STORAGE_FULL, INVALID_KEY,
    ///   KEY_TOO_LONG, QUOTA_EXCEEDED, and what {@link #checkProtection} throws
    /// @throws IOException when the client's bytes could not be read; nothing is stored
    ObjectInfo put(PutRequest request, ObjectBody body)
            throws StoreException, IOException, InterruptedException;

    /// @throws StoreException NO_SUCH_KEY, NO_SUCH_VERSION, IS_DELETE_MARKER, MARKER_HAS_NO_DATA,
    ///   INVALID_PART_NUMBER, NOT_MODIFIED, PRECONDITION_FAILED; of sealed versions also
    ///   CUSTOMER_KEY_NEEDED, CUSTOMER_KEY_WRONG, CUSTOMER_KEY_UNEXPECTED, NO_SUCH_SEALING_KEY,
    ///   KEY_SERVICE_UNAVAILABLE, SEALED_DATA_DAMAGED
    OpenObject open(ReadRequest request) throws StoreException, InterruptedException;

    /// As {@link #open}, without the data; closes itself.
    OpenObject head(ReadRequest request) throws StoreException, InterruptedException;

    /// What is known of a version, whoever has the key to its bytes.
    ///
    /// @param version empty for the newest
    /// @throws StoreException NO_SUCH_KEY, NO_SUCH_VERSION, IS_DELETE_MARKER, MARKER_HAS_NO_DATA
    ObjectInfo info(ObjectName name, Optional<VersionId> version)
            throws StoreException, InterruptedException;

    /// Deleting what is not there succeeds.
    ///
    /// @throws StoreException PROTECTED when object lock keeps the version
    DeleteResult delete(DeleteRequest request) throws StoreException, InterruptedException;

    /// @throws StoreException what {@link #open} and {@link #put} throw, INVALID_COPY
    CopyResult copy(CopyRequest request) throws StoreException, IOException, InterruptedException;

    /// Adds bytes at an object's end: one new version with the old bytes and the new. Costs as much
    /// as storing all of them.
    ///
    /// @throws StoreException WRONG_OFFSET; CHANGED_MEANWHILE; TOO_LARGE beyond 5 GiB; and what
    ///   {@link #open} and {@link #put} throw, BAD_MD5 and BAD_CHECKSUM of the new bytes
    ObjectInfo append(AppendRequest request, ObjectBody body)
            throws StoreException, IOException, InterruptedException;

    /// Gives an object another key. The new name appears in one change and the old one goes in the
    /// next: in between both are there, never neither. A crash in between is made good by the next
    /// start. Costs as much as copying the object.
    ///
    /// @throws StoreException BUCKET_STATE_FORBIDS where versions are kept; INVALID_COPY onto
    ///   itself; PRECONDITION_FAILED, NO_SUCH_KEY, and what {@link #copy} throws
    void rename(RenameRequest request) throws StoreException, IOException, InterruptedException;

    /// Replaces the tags of a version in place; an empty map removes them.
    ///
    /// @return the version after the change
    ObjectInfo setTags(ObjectName name, Optional<VersionId> version, Map<String, String> tags)
            throws StoreException, InterruptedException;

    /// Replaces a version's list of grants in place.
    ///
    /// @param expected the list that it was judged by
    /// @return the version after the change
    /// @throws StoreException TOO_BUSY when it has another list by now, or is another version
    ObjectInfo setAcl(ObjectName name, Optional<VersionId> version, String expected, String acl)
            throws StoreException, InterruptedException;

    /// Replaces a version's retention in place; empty ends it.
    ///
    /// @return the version after the change
    /// @throws StoreException NO_OBJECT_LOCK; PROTECTED when that would keep it less than now
    ObjectInfo setRetention(
            ObjectName name,
            Optional<VersionId> version,
            Optional<Retention> retention,
            boolean mayBypassGovernance)
            throws StoreException, InterruptedException;

    /// Begins or ends a version's legal hold in place.
    ///
    /// @return the version after the change
    /// @throws StoreException NO_OBJECT_LOCK
    ObjectInfo setLegalHold(ObjectName name, Optional<VersionId> version, boolean isHeld)
            throws StoreException, InterruptedException;

    /// Parts of a completed object with numbers above the marker.
    ObjectParts parts(ReadRequest request, int partNumberMarker, int maxParts)
            throws StoreException, InterruptedException;

    ListPage list(ListRequest request) throws StoreException, InterruptedException;

    VersionPage listVersions(ListVersionsRequest request)
            throws StoreException, InterruptedException;

    UploadInfo createUpload(UploadRequest request) throws StoreException, InterruptedException;

    /// @throws StoreException NO_SUCH_UPLOAD, INVALID_ARGUMENT, and what {@link #put} throws; of
    ///   uploads that seal also UPLOAD_KEY_WRONG, CUSTOMER_KEY_NEEDED, CUSTOMER_KEY_UNEXPECTED
    PartInfo putPart(PartRequest request, ObjectBody body)
            throws StoreException, IOException, InterruptedException;

    /// @throws StoreException INVALID_RANGE, and what {@link #open} and {@link #putPart} throw
    PartCopyResult copyPart(PartCopyRequest request)
            throws StoreException, IOException, InterruptedException;

    /// Makes the object. Sent again for an upload that this key completed, it answers the same.
    ///
    /// @throws StoreException NO_SUCH_UPLOAD, INVALID_PART, INVALID_PART_ORDER, PART_TOO_SMALL,
    ///   PART_CHECKSUM_NEEDED, INVALID_ARGUMENT (checksum type), BAD_CHECKSUM, PRECONDITION_FAILED
    ObjectInfo completeUpload(CompleteRequest request) throws StoreException, InterruptedException;

    /// Ends an upload and frees its parts.
    ///
    /// @throws StoreException NO_SUCH_UPLOAD
    void abortUpload(ObjectName name, String uploadId) throws StoreException, InterruptedException;

    /// @throws StoreException NO_SUCH_UPLOAD
    PartPage listParts(ObjectName name, String uploadId, int partNumberMarker, int maxParts)
            throws StoreException, InterruptedException;

    /// Uploads whose key and id sort after the markers.
    UploadPage listUploads(
            String bucket,
            String prefix,
            String delimiter,
            String keyMarker,
            String uploadIdMarker,
            int maxUploads)
            throws StoreException, InterruptedException;

    /// Compares all drives' rows and shards of one key and repairs what differs.
    ///
    /// @param verifyShards also reads every shard and checks it
    HealReport heal(ObjectName name, boolean verifyShards)
            throws StoreException, InterruptedException;

    /// Whether writes are taken now; with a reason for the operator when not.
    Optional<String> whyReadOnly();

    /// The time that retention is judged by, in milliseconds since 1970-01-01T00:00Z: for the
    /// operator, whose clock may be ahead of it.
    long trustedMs();

    /// How far the set's drives are in catching up, for the operator; empty when all are in
    /// service.
    OptionalInt rebuildingDrives();
}
