package io.holdfast.s3.object;

import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.acl.Acls;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;

/// To whom an object is opened [S3 API: GetObjectAcl].
public record GetObjectAcl(ObjectStore store, Acls acls) implements Operation {
    @Override
    public String action(S3Request request) {
        return request.actionOf("s3:GetObjectAcl", "s3:GetObjectVersionAcl");
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        ObjectInfo info = store.info(request.name(), request.version());
        request.confirm(action(request), info.attributes());
        ObjectFields.setVersion(request.exchange(), info);
        request.respond(acls.toXml(acls.of(store.bucket(request.bucket()), info.attributes())));
    }
}
