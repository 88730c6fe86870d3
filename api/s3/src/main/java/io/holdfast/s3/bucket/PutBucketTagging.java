package io.holdfast.s3.bucket;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Tags;
import java.io.IOException;
import java.util.Map;

/// Replaces a bucket's tags [S3 API: PutBucketTagging].
public record PutBucketTagging(ObjectStore store) implements Operation {
    private static final int DOCUMENT_MAX = 1 << 20;

    /// Judged with the tags, which stand in the body.
    @Override
    public String action(S3Request request) {
        return "";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        byte[] document = request.document(DOCUMENT_MAX);
        Map<String, String> tags = Tags.parseDocument(document, Tags.BUCKET_TAGS_MAX);
        request.authorizeTags("s3:PutBucketTagging", tags);
        store.setBucketTags(request.bucket(), tags);
        request.respond(200);
    }
}
