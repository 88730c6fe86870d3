package io.holdfast.s3.bucket;

import io.holdfast.iam.BucketRules;
import io.holdfast.object.BucketInfo;

/// What a bucket's documents say of who may do what with it.
public final class AccessDocuments {
    private AccessDocuments() {}

    /// What decisions have to know.
    public static BucketRules rules(BucketInfo bucket) {
        return new BucketRules(
                bucket.owner(),
                BucketPolicyDocument.of(bucket),
                PublicAccessBlock.of(bucket).isRestricted());
    }
}
