package io.holdfast.s3.bucket;

import io.holdfast.iam.Policy;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.acl.PublicAccessBlock;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Replaces a bucket's policy, which is in force when the answer is sent [S3 API: PutBucketPolicy].
public record PutBucketPolicy(ObjectStore store) implements Operation {
    /// Policy and framing; what is longer is not read.
    private static final int SENT_MAX = 2 * Policy.DOCUMENT_BYTES_MAX;

    @Override
    public String action(S3Request request) {
        return "s3:PutBucketPolicy";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        BucketInfo bucket = store.bucket(request.bucket());
        String text = text(request);
        Policy policy = BucketPolicyDocument.parse(bucket.name(), text);
        if (policy.isPublic() && PublicAccessBlock.of(bucket).isPolicyBlocked()) {
            throw new S3Exception(
                    ErrorCode.ACCESS_DENIED, "The bucket's public access block forbids it.");
        }
        store.setBucketDocument(bucket.name(), BucketPolicyDocument.NAME, Optional.of(text));
        request.respond(204);
    }

    private static String text(S3Request request) throws S3Exception, IOException {
        long sent = request.exchange().contentLength();
        if (sent < 0) {
            throw new S3Exception(ErrorCode.MISSING_CONTENT_LENGTH);
        }
        if (sent > SENT_MAX) {
            throw new S3Exception(ErrorCode.POLICY_TOO_LARGE);
        }
        byte[] document = request.document(SENT_MAX);
        if (document.length > Policy.DOCUMENT_BYTES_MAX) {
            throw new S3Exception(ErrorCode.POLICY_TOO_LARGE);
        }
        return new String(document, StandardCharsets.UTF_8);
    }
}
