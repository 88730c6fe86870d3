package io.holdfast.s3.bucket;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import java.io.IOException;
import java.util.Optional;

/// Removes a bucket's policy, if it has one [S3 API: DeleteBucketPolicy].
public record DeleteBucketPolicy(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:DeleteBucketPolicy";
    }

    @Override
    public void run(S3Request request) throws StoreException, IOException, InterruptedException {
        store.setBucketDocument(request.bucket(), BucketPolicyDocument.NAME, Optional.empty());
        request.respond(204);
    }
}
