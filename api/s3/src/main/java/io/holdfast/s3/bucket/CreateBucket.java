package io.holdfast.s3.bucket;

import io.holdfast.base.ports.Accounts;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Names;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlElement;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Makes a bucket, which belongs to the caller's account [S3 API: CreateBucket].
///
/// @param region configured region, or empty
public record CreateBucket(ObjectStore store, Accounts accounts, String region)
        implements Operation {
    private static final int DOCUMENT_MAX = 3 << 20;
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
        String owner = accounts.of(request.caller()).id();
        try {
            store.createBucket(bucket, owner, hasLock, location.isEmpty() ? region : location);
        } catch (StoreException e) {
            if (e.error() == StoreError.BUCKET_EXISTS
                    && !store.bucket(bucket).owner().equals(owner)) {
                throw new S3Exception(ErrorCode.BUCKET_ALREADY_EXISTS);
            }
            boolean isForced = request.isHeader("x-minio-force-create", "true");
            if (e.error() != StoreError.BUCKET_EXISTS
                    || !(isForced || isRepeated(bucket, hasLock))) {
                throw e;
            }
        }
        request.exchange().setHeader("Location", "/" + bucket);
        request.respond(200);
    }

    /// In the first region a bucket that is there as it is asked for counts as made [S3 API: Error
    /// responses, BucketAlreadyOwnedByYou].
    private boolean isRepeated(String bucket, boolean hasLock) throws StoreException {
        BucketInfo present = store.bucket(bucket);
        return (present.region().isEmpty() || present.region().equals("us-east-1"))
                && present.isObjectLockEnabled() == hasLock;
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
