package io.holdfast.s3.object;

import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Tags;
import java.io.IOException;
import java.util.Map;

/// Replaces an object's tags [S3 API: PutObjectTagging].
public record PutObjectTagging(ObjectStore store) implements Operation {
    private static final int DOCUMENT_MAX = 1 << 20;

    /// Judged with the tags, which stand in the body.
    @Override
    public String action(S3Request request) {
        return "";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        Map<String, String> tags =
                Tags.parseDocument(request.document(DOCUMENT_MAX), Tags.OBJECT_TAGS_MAX);
        request.authorizeTags(
                request.actionOf("s3:PutObjectTagging", "s3:PutObjectVersionTagging"), tags);
        ObjectInfo info = store.setTags(request.name(), request.version(), tags);
        ObjectFields.setVersion(request.exchange(), info);
        request.respond(200);
    }
}
