package io.holdfast.s3.cors;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.util.Optional;

/// Replaces the rules by which pages may call a bucket; in force when the answer is sent [S3 API:
/// PutBucketCors].
public record PutBucketCors(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:PutBucketCORS";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        CorsConfiguration rules =
                CorsDocument.parse(request.digestedDocument(CorsDocument.BYTES_MAX));
        store.setBucketDocument(
                request.bucket(),
                CorsConfiguration.DOCUMENT,
                Optional.of(CorsDocument.text(rules)));
        request.respond(200);
    }
}
