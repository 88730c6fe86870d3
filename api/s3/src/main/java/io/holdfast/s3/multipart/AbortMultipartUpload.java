package io.holdfast.s3.multipart;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;

/// Ends an upload and frees its parts [S3 API: AbortMultipartUpload].
public record AbortMultipartUpload(ObjectStore store) implements Operation {
    /// Judged with the upload.
    @Override
    public String action(S3Request request) {
        return "";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        UploadAccess.require(request, store, "s3:AbortMultipartUpload");
        store.abortUpload(request.name(), PartNumbers.uploadId(request));
        request.respond(204);
    }
}
