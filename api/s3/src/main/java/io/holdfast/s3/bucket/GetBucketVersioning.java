package io.holdfast.s3.bucket;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;

/// The versioning state; nothing inside when it was never set [S3 API: GetBucketVersioning].
public record GetBucketVersioning(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:GetBucketVersioning";
    }

    @Override
    public void run(S3Request request) throws StoreException, IOException, InterruptedException {
        String status =
                switch (store.bucket(request.bucket()).versioning()) {
                    case OFF -> "";
                    case ENABLED -> "Enabled";
                    case SUSPENDED -> "Suspended";
                };
        request.respond(
                new XmlWriter()
                        .root("VersioningConfiguration")
                        .optional("Status", status)
                        .close("VersioningConfiguration"));
    }
}
