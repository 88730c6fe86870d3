package io.holdfast.s3.job;

import io.holdfast.object.BucketInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;

/// Says when objects of a bucket are to go [S3 API: PutBucketLifecycleConfiguration]. It is kept
/// and answered back; no job acts on it yet.
public record PutLifecycle(ObjectStore store) implements Operation {
    /// Name of the document in [BucketInfo#documents].
    public static final String DOCUMENT = "lifecycle";

    @Override
    public String action(S3Request request) {
        return "s3:PutLifecycleConfiguration";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        byte[] sent = request.digestedDocument(LifecycleDocument.BYTES_MAX);
        BucketInfo bucket = store.bucket(request.bucket());
        String text = LifecycleDocument.checked(sent, bucket.isObjectLockEnabled());
        Kept.put(store, request, DOCUMENT, text, LifecycleDocument.BYTES_MAX);
    }
}
