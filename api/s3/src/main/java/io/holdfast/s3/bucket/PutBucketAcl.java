package io.holdfast.s3.bucket;

import io.holdfast.object.BucketInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.acl.Acls;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.util.Optional;

/// Replaces a bucket's list of grants; in force when the answer is sent [S3 API: PutBucketAcl].
public record PutBucketAcl(ObjectStore store, Acls acls) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:PutBucketAcl";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        BucketInfo bucket = store.bucket(request.bucket());
        String text = acls.replacement(request, bucket, acls.of(bucket)).toText();
        store.setBucketDocument(bucket.name(), Acls.DOCUMENT, Optional.of(text));
        request.respond(200);
    }
}
