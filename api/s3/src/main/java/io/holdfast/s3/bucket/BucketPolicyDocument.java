package io.holdfast.s3.bucket;

import io.holdfast.iam.Policy;
import io.holdfast.iam.PolicyException;
import io.holdfast.object.BucketInfo;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A bucket's policy as the store keeps it: the client's text, byte for byte.
final class BucketPolicyDocument {
    /// Name of the document in [BucketInfo#documents].
    static final String NAME = "policy";

    private BucketPolicyDocument() {}

    static Optional<String> of(BucketInfo bucket) {
        return Optional.ofNullable(bucket.documents().get(NAME));
    }

    /// Reads a text in the one way in which decisions read it too.
    ///
    /// @throws S3Exception MALFORMED_POLICY, saying what and where
    static Policy parse(String bucket, String text) throws S3Exception {
        try {
            return Policy.ofBucket(bucket, text.getBytes(StandardCharsets.UTF_8));
        } catch (PolicyException e) {
            throw new S3Exception(ErrorCode.MALFORMED_POLICY, "" + e.getMessage());
        }
    }
}
