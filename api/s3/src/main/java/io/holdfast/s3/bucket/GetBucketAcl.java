package io.holdfast.s3.bucket;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.acl.Acls;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import java.io.IOException;

/// To whom a bucket is opened [S3 API: GetBucketAcl].
public record GetBucketAcl(ObjectStore store, Acls acls) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:GetBucketAcl";
    }

    @Override
    public void run(S3Request request) throws StoreException, IOException, InterruptedException {
        request.respond(acls.toXml(acls.of(store.bucket(request.bucket()))));
    }
}
