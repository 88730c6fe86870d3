package io.holdfast.s3.bucket;

import io.holdfast.iam.ObjectOwnership;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.acl.OwnershipControls;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;

/// Who owns a bucket's objects [S3 API: GetBucketOwnershipControls].
public record GetOwnershipControls(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:GetBucketOwnershipControls";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        ObjectOwnership ownership =
                OwnershipControls.of(store.bucket(request.bucket()))
                        .orElseThrow(() -> new S3Exception(ErrorCode.NO_SUCH_OWNERSHIP_CONTROLS));
        request.respond(OwnershipControls.toXml(ownership));
    }
}
