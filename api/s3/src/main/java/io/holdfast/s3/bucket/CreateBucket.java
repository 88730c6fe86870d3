package io.holdfast.s3.bucket;

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

/// Makes a bucket [S3 API: CreateBucket].
///
/// @param region configured region, or empty
public record CreateBucket(ObjectStore store, String region) implements Operation {
    private static final int DOCUMENT_MAX = 3 << 20;
    private static final String LOCK = "x-amz-bucket-object-lock-enabled";

    @Override
    public String action(S3Request request) {
        return "s3:CreateBucket";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        String bucket = request.bucket();
        if (!Names.isBucket(bucket)) {
            throw new S3Exception(ErrorCode.INVALID_BUCKET_NAME);
        }
        boolean hasLock = request.isHeader(LOCK, "true");
        if (hasLock) {
            request.authorize("s3:PutBucketObjectLockConfiguration", bucket, "");
            request.authorize("s3:PutBucketVersioning", bucket, "");
        }
        String location = location(request);
        try {
            store.createBucket(bucket, hasLock, location.isEmpty() ? region : location);
        } catch (StoreException e) {
            boolean isForced = request.isHeader("x-minio-force-create", "true");
            if (e.error() != StoreError.BUCKET_EXISTS || !isForced) {
                throw e;
            }
        }
        request.exchange().setHeader("Location", "/" + bucket);
        request.respond(200);
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
