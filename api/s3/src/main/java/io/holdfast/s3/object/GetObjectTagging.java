package io.holdfast.s3.object;

import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Tags;
import java.io.IOException;

/// An object's tags [S3 API: GetObjectTagging].
public record GetObjectTagging(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return request.actionOf("s3:GetObjectTagging", "s3:GetObjectVersionTagging");
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        ObjectInfo info = store.info(request.name(), request.version());
        ObjectFields.setVersion(request.exchange(), info);
        request.respond(Tags.document(info.attributes().tags()));
    }
}
