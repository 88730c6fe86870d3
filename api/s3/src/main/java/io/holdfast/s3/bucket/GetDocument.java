package io.holdfast.s3.bucket;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;

/// A setting that a bucket keeps as clients read it.
///
/// @param action needed to ask
/// @param document its name in [io.holdfast.object.BucketInfo#documents]
/// @param absent says that the bucket has none
public record GetDocument(ObjectStore store, String action, String document, ErrorCode absent)
        implements Operation {
    @Override
    public String action(S3Request request) {
        return action;
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        String text = store.bucket(request.bucket()).documents().get(document);
        if (text == null) {
            throw new S3Exception(absent);
        }
        request.respondXml(text);
    }
}
