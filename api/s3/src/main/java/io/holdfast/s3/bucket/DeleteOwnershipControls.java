package io.holdfast.s3.bucket;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.acl.OwnershipControls;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import java.io.IOException;
import java.util.Optional;

/// Lets a bucket be as it was before there were ownership controls: who writes an object owns it
/// [S3 API: DeleteBucketOwnershipControls].
public record DeleteOwnershipControls(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:PutBucketOwnershipControls";
    }

    @Override
    public void run(S3Request request) throws StoreException, IOException, InterruptedException {
        store.setBucketDocument(
                request.bucket(),
                OwnershipControls.DOCUMENT,
                Optional.of(OwnershipControls.REMOVED));
        request.respond(204);
    }
}
