package io.holdfast.s3.bucket;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;

/// A bucket's policy, as it was sent [S3 API: GetBucketPolicy].
public record GetBucketPolicy(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:GetBucketPolicy";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        String text =
                BucketPolicyDocument.of(store.bucket(request.bucket()))
                        .orElseThrow(() -> new S3Exception(ErrorCode.NO_SUCH_BUCKET_POLICY));
        request.respondJson(text);
    }
}
