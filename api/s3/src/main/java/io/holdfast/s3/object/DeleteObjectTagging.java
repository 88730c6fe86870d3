package io.holdfast.s3.object;

import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.util.Map;

/// Removes an object's tags [S3 API: DeleteObjectTagging].
public record DeleteObjectTagging(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return request.actionOf("s3:DeleteObjectTagging", "s3:DeleteObjectVersionTagging");
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        ObjectInfo info = store.setTags(request.name(), request.version(), Map.of());
        ObjectFields.setVersion(request.exchange(), info);
        request.respond(204);
    }
}
