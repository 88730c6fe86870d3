package io.holdfast.s3.object;

import io.holdfast.object.DeleteRequest;
import io.holdfast.object.DeleteResult;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.ConditionFields;
import io.holdfast.s3.request.LockFields;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;

/// Removes a version, or hides the key [S3 API: DeleteObject].
public record DeleteObject(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return request.actionOf("s3:DeleteObject", "s3:DeleteObjectVersion");
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        if (request.isHeader("x-minio-force-delete", "true")) {
            new PrefixDeletion(store).run(request);
            request.respond(204);
            return;
        }
        DeleteResult result =
                store.delete(
                        new DeleteRequest(
                                request.name(),
                                request.version(),
                                ConditionFields.ofWrite(request),
                                LockFields.isBypassing(
                                        request, request.key(), request.versionText())));
        if (result.isDeleteMarker()) {
            request.exchange().setHeader("x-amz-delete-marker", "true");
        }
        if (result.version().isPresent()) {
            request.exchange().setHeader("x-amz-version-id", result.version().get().toString());
        }
        request.respond(204);
    }
}
