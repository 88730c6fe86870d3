package io.holdfast.s3.bucket;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;

/// Says truthfully that a bucket has none of a kind of configurations that are called by ids: an
/// empty list, or that there is none with the id.
///
/// @param action needed to ask
/// @param root of the list
public record NoConfigurations(ObjectStore store, String action, String root) implements Operation {
    @Override
    public String action(S3Request request) {
        return action;
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        store.bucket(request.bucket());
        if (request.query().has("id")) {
            throw new S3Exception(ErrorCode.NO_SUCH_CONFIGURATION);
        }
        request.respond(new XmlWriter().root(root).element("IsTruncated", false).close(root));
    }
}
