package io.holdfast.s3.bucket;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Tags;
import java.io.IOException;
import java.util.Map;

/// A bucket's tags [S3 API: GetBucketTagging].
public record GetBucketTagging(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:GetBucketTagging";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        Map<String, String> tags = store.bucket(request.bucket()).tags();
        if (tags.isEmpty()) {
            throw new S3Exception(ErrorCode.NO_SUCH_TAG_SET);
        }
        request.respond(Tags.document(tags));
    }
}
