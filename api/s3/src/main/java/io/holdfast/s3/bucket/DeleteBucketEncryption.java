package io.holdfast.s3.bucket;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.BucketEncryption;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import java.io.IOException;
import java.util.Optional;

/// New objects of the bucket are stored as they are, unless their requests say otherwise [S3 API:
/// DeleteBucketEncryption].
public record DeleteBucketEncryption(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:PutEncryptionConfiguration";
    }

    @Override
    public void run(S3Request request) throws StoreException, IOException, InterruptedException {
        store.setBucketDocument(request.bucket(), BucketEncryption.DOCUMENT, Optional.empty());
        request.respond(204);
    }
}
