package io.holdfast.s3.bucket;

import io.holdfast.object.BucketInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.acl.PublicAccessBlock;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;

/// What a bucket's owner forbids to be public [S3 API: GetPublicAccessBlock].
public record GetPublicAccessBlock(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:GetBucketPublicAccessBlock";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        BucketInfo bucket = store.bucket(request.bucket());
        if (!bucket.documents().containsKey(PublicAccessBlock.NAME)) {
            throw new S3Exception(ErrorCode.NO_SUCH_PUBLIC_ACCESS_BLOCK);
        }
        request.respond(PublicAccessBlock.of(bucket).toXml());
    }
}
