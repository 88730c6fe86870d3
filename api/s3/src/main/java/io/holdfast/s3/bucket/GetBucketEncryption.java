package io.holdfast.s3.bucket;

import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.BucketEncryption;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.util.Optional;

/// How a bucket encrypts new objects [S3 API: GetBucketEncryption].
public record GetBucketEncryption(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:GetEncryptionConfiguration";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        Optional<BucketEncryption> found = BucketEncryption.of(store.bucket(request.bucket()));
        if (found.isEmpty()) {
            throw new S3Exception(ErrorCode.NO_SUCH_ENCRYPTION);
        }
        request.respond(found.get().toXml());
    }
}
