package io.holdfast.s3.bucket;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.BucketEncryption;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.util.Optional;

/// Sets how a bucket encrypts new objects [S3 API: PutBucketEncryption]. The key must be there now:
/// a bucket that refuses every upload would tell its owner too late.
public record PutBucketEncryption(ObjectStore store) implements Operation {
    private static final int DOCUMENT_MAX = 1 << 20;

    @Override
    public String action(S3Request request) {
        return "s3:PutEncryptionConfiguration";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        BucketEncryption wanted = BucketEncryption.parse(request.document(DOCUMENT_MAX));
        store.checkProtection(wanted.protection());
        store.setBucketDocument(
                request.bucket(), BucketEncryption.DOCUMENT, Optional.of(wanted.toText()));
        request.respond(200);
    }
}
