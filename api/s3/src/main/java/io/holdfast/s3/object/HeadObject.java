package io.holdfast.s3.object;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.OpenObject;
import io.holdfast.object.ReadRequest;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;

/// Describes an object [S3 API: HeadObject].
public record HeadObject(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return request.actionOf("s3:GetObject", "s3:GetObjectVersion");
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        ReadRequest wanted = ReadAnswer.requested(request);
        try (OpenObject open = store.head(wanted)) {
            request.confirm(action(request), open.info().attributes());
            // The exchange knows that HEAD has no bytes.
            var _ = ReadAnswer.begin(request, open, wanted.partNumber().isPresent());
        }
    }
}
