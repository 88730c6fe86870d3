package io.holdfast.s3.bucket;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import java.io.IOException;
import java.util.Map;

/// Removes a bucket's tags [S3 API: DeleteBucketTagging].
public record DeleteBucketTagging(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:PutBucketTagging";
    }

    @Override
    public void run(S3Request request) throws StoreException, IOException, InterruptedException {
        store.setBucketTags(request.bucket(), Map.of());
        request.respond(204);
    }
}
