package io.holdfast.s3.job;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Keeps a checked document with the bucket.
final class Kept {
    private Kept() {}

    /// Replaces what the bucket keeps, and answers 200.
    ///
    /// @param bytesMax for the text as it is written here, which escapes can make longer than it
    ///   came: all documents of a bucket share one record
    /// @throws S3Exception ENTITY_TOO_LARGE
    static void put(
            ObjectStore store, S3Request request, String document, String text, int bytesMax)
            throws S3Exception, StoreException, IOException, InterruptedException {
        if (text.getBytes(StandardCharsets.UTF_8).length > bytesMax) {
            throw new S3Exception(ErrorCode.ENTITY_TOO_LARGE, "The document is too large.");
        }
        store.setBucketDocument(request.bucket(), document, Optional.of(text));
        request.respond(200);
    }
}
