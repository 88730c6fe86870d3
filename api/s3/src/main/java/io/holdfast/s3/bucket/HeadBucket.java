package io.holdfast.s3.bucket;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import java.io.IOException;

/// Whether a bucket exists [S3 API: HeadBucket].
public record HeadBucket(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:ListBucket";
    }

    @Override
    public void run(S3Request request) throws StoreException, IOException, InterruptedException {
        store.bucket(request.bucket());
        request.exchange().setHeader("Content-Type", "application/xml");
        request.respond(200);
    }
}
