package io.holdfast.s3.bucket;

import io.holdfast.base.ports.Account;
import io.holdfast.base.ports.Accounts;
import io.holdfast.iam.ObjectOwnership;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.s3.acl.Acls;
import io.holdfast.s3.acl.OwnershipControls;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Names;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlElement;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Makes a bucket, which belongs to the caller's account [S3 API: CreateBucket].
///
/// @param region configured region, or empty
/// @param ownership of buckets that are made without a word of it
public record CreateBucket(
        ObjectStore store, Accounts accounts, String region, ObjectOwnership ownership)
        implements Operation {
    private static final int DOCUMENT_MAX = 3 << 20;
    private static final String OWNERSHIP = "x-amz-object-ownership";
    private static final String LOCK = "x-amz-bucket-object-lock-enabled";

    /// Judged with the region, which stands in the body.
    @Override
    public String action(S3Request request) {
        return "";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        String bucket = request.bucket();
        if (!Names.isBucket(bucket)) {
            throw new S3Exception(ErrorCode.INVALID_BUCKET_NAME);
        }
        String location = location(request);
        request.authorizeStated(
                "s3:CreateBucket",
                location.isEmpty() ? Map.of() : Map.of("s3:locationconstraint", List.of(location)));
        boolean hasLock = request.isHeader(LOCK, "true");
        if (hasLock) {
            request.authorize("s3:PutBucketObjectLockConfiguration", bucket, "");
            request.authorize("s3:PutBucketVersioning", bucket, "");
        }
        Account account = accounts.of(request.caller());
        String owner = account.id();
        Map<String, String> documents = documents(request, account);
        try {
            store.createBucket(
                    bucket, owner, hasLock, location.isEmpty() ? region : location, documents);
        } catch (StoreException e) {
            if (e.error() == StoreError.BUCKET_EXISTS
                    && !store.bucket(bucket).owner().equals(owner)) {
                throw new S3Exception(ErrorCode.BUCKET_ALREADY_EXISTS);
            }
            boolean isForced = request.isHeader("x-minio-force-create", "true");
            if (e.error() != StoreError.BUCKET_EXISTS
                    || !(isForced || isRepeated(bucket, hasLock, documents))) {
                throw e;
            }
        }
        request.exchange().setHeader("Location", "/" + bucket);
        request.respond(200);
    }

    /// In the first region a bucket that is there as it is asked for counts as made [S3 API: Error
    /// responses, BucketAlreadyOwnedByYou].
    private boolean isRepeated(String bucket, boolean hasLock, Map<String, String> documents)
            throws StoreException {
        BucketInfo present = store.bucket(bucket);
        return (present.region().isEmpty() || present.region().equals("us-east-1"))
                && present.isObjectLockEnabled() == hasLock
                && isSame(present, documents, Acls.DOCUMENT)
                && isSame(present, documents, OwnershipControls.DOCUMENT);
    }

    private static boolean isSame(
            BucketInfo present, Map<String, String> documents, String document) {
        return Objects.equals(present.documents().get(document), documents.get(document));
    }

    /// Ownership and list of grants, which need permissions of their own where they are not what
    /// every bucket has [S3 API: CreateBucket].
    private Map<String, String> documents(S3Request request, Account account) throws S3Exception {
        Map<String, String> documents = new HashMap<>();
        ObjectOwnership wanted = ownership;
        Optional<String> stated = request.header(OWNERSHIP);
        if (stated.isPresent()) {
            request.authorize("s3:PutBucketOwnershipControls", request.bucket(), "");
            wanted =
                    ObjectOwnership.ofS3Name(stated.get())
                            .orElseThrow(
                                    () ->
                                            new S3Exception(
                                                    ErrorCode.INVALID_ARGUMENT,
                                                    OWNERSHIP + " is not valid."));
        }
        if (wanted != ObjectOwnership.BUCKET_OWNER_ENFORCED) {
            documents.put(OwnershipControls.DOCUMENT, wanted.s3Name());
        }
        Optional<String> list = new Acls(store, accounts).ofNewBucket(request, account, wanted);
        if (list.isPresent()) {
            request.authorize("s3:PutBucketAcl", request.bucket(), "");
            documents.put(Acls.DOCUMENT, list.get());
        }
        return documents;
    }

    private String location(S3Request request) throws S3Exception, IOException {
        if (request.exchange().contentLength() == 0) {
            return "";
        }
        byte[] document = request.document(DOCUMENT_MAX);
        if (document.length == 0) {
            return "";
        }
        XmlElement root =
                XmlElement.parse(document, "CreateBucketConfiguration", "CreateBucketRequest");
        String location = root.childText("LocationConstraint");
        if (!location.isEmpty() && !region.isEmpty() && !location.equals(region)) {
            throw new S3Exception(ErrorCode.INVALID_REGION);
        }
        return location;
    }
}
