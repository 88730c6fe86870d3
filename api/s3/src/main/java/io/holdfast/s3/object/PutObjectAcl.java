package io.holdfast.s3.object;

import io.holdfast.iam.AccessList;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.acl.Acls;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;

/// Replaces an object's list of grants, without a new version; in force when the answer is sent [S3
/// API: PutObjectAcl].
public record PutObjectAcl(ObjectStore store, Acls acls) implements Operation {
    @Override
    public String action(S3Request request) {
        return request.actionOf("s3:PutObjectAcl", "s3:PutObjectVersionAcl");
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        BucketInfo bucket = store.bucket(request.bucket());
        ObjectInfo present = store.info(request.name(), request.version());
        request.confirm(action(request), present.attributes());
        AccessList list = acls.replacement(request, bucket, acls.of(bucket, present.attributes()));
        // What was judged is what is changed: an object that came meanwhile keeps its own list.
        ObjectInfo changed =
                store.setAcl(
                        request.name(),
                        request.version(),
                        present.attributes().acl(),
                        list.toText());
        ObjectFields.setVersion(request.exchange(), changed);
        request.respond(200);
    }
}
