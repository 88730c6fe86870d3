package io.holdfast.s3.bucket;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;

/// Removes a bucket, which must be empty unless a field forces it [S3 API: DeleteBucket].
public record DeleteBucket(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return isForced(request) ? "s3:ForceDeleteBucket" : "s3:DeleteBucket";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        boolean isForced = isForced(request);
        if (isForced && store.bucket(request.bucket()).isObjectLockEnabled()) {
            throw new S3Exception(ErrorCode.METHOD_NOT_ALLOWED);
        }
        store.deleteBucket(request.bucket(), isForced);
        request.respond(204);
    }

    private static boolean isForced(S3Request request) {
        return request.isHeader("x-minio-force-delete", "true");
    }
}
