package io.holdfast.s3.bucket;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.acl.PublicAccessBlock;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import java.io.IOException;
import java.util.Optional;

/// Forbids nothing any more [S3 API: DeletePublicAccessBlock].
public record DeletePublicAccessBlock(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:PutBucketPublicAccessBlock";
    }

    @Override
    public void run(S3Request request) throws StoreException, IOException, InterruptedException {
        store.setBucketDocument(request.bucket(), PublicAccessBlock.NAME, Optional.empty());
        request.respond(204);
    }
}
