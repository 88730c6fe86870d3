package io.holdfast.s3.bucket;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.acl.PublicAccessBlock;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.util.Optional;

/// Forbids a bucket to be public; in force when the answer is sent [S3 API: PutPublicAccessBlock].
public record PutPublicAccessBlock(ObjectStore store) implements Operation {
    private static final int DOCUMENT_MAX = 4 << 10;

    @Override
    public String action(S3Request request) {
        return "s3:PutBucketPublicAccessBlock";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        PublicAccessBlock block = PublicAccessBlock.parse(request.document(DOCUMENT_MAX));
        store.setBucketDocument(
                request.bucket(), PublicAccessBlock.NAME, Optional.of(block.toText()));
        request.respond(200);
    }
}
