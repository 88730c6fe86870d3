package io.holdfast.s3.bucket;

import io.holdfast.object.BucketInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlWriter;
import java.io.IOException;

/// Whether a bucket's policy lets anybody in, by AWS's definition of "public" [S3 API:
/// GetBucketPolicyStatus].
public record GetBucketPolicyStatus(ObjectStore store) implements Operation {
    @Override
    public String action(S3Request request) {
        return "s3:GetBucketPolicyStatus";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        BucketInfo bucket = store.bucket(request.bucket());
        String text =
                BucketPolicyDocument.of(bucket)
                        .orElseThrow(() -> new S3Exception(ErrorCode.NO_SUCH_BUCKET_POLICY));
        boolean isPublic = BucketPolicyDocument.parse(bucket.name(), text).isPublic();
        request.respond(
                new XmlWriter()
                        .root("PolicyStatus")
                        .element("IsPublic", isPublic)
                        .close("PolicyStatus"));
    }
}
