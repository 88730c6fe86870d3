package io.holdfast.s3.bucket;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import java.io.IOException;
import java.util.Optional;

/// Removes a setting of a bucket, if it has one.
///
/// @param action needed to do so
/// @param document its name in [io.holdfast.object.BucketInfo#documents]
public record DeleteDocument(ObjectStore store, String action, String document)
        implements Operation {
    @Override
    public String action(S3Request request) {
        return action;
    }

    @Override
    public void run(S3Request request) throws StoreException, IOException, InterruptedException {
        store.setBucketDocument(request.bucket(), document, Optional.empty());
        request.respond(204);
    }
}
