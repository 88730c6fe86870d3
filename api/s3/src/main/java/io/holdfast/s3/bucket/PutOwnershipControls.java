package io.holdfast.s3.bucket;

import io.holdfast.iam.ObjectOwnership;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.acl.Acls;
import io.holdfast.s3.acl.OwnershipControls;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.util.Optional;

/// Sets who owns a bucket's objects; in force when the answer is sent. A bucket that is opened to
/// others by its list of grants is not closed by this: its owner has to take the grants back first
/// [S3 API: PutBucketOwnershipControls].
public record PutOwnershipControls(ObjectStore store, Acls acls) implements Operation {
    private static final int DOCUMENT_MAX = 4 << 10;

    @Override
    public String action(S3Request request) {
        return "s3:PutBucketOwnershipControls";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        BucketInfo bucket = store.bucket(request.bucket());
        ObjectOwnership wanted = OwnershipControls.parse(request.digestedDocument(DOCUMENT_MAX));
        if (wanted == ObjectOwnership.BUCKET_OWNER_ENFORCED
                && acls.of(bucket).opensBeside(acls.owner(bucket).canonicalId())) {
            throw new S3Exception(ErrorCode.INVALID_BUCKET_ACL);
        }
        store.setBucketDocument(
                bucket.name(), OwnershipControls.DOCUMENT, Optional.of(wanted.s3Name()));
        request.respond(200);
    }
}
