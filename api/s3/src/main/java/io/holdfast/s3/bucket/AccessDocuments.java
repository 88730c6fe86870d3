package io.holdfast.s3.bucket;

import io.holdfast.iam.BucketRules;
import io.holdfast.object.BucketInfo;
import io.holdfast.s3.acl.Acls;
import io.holdfast.s3.acl.OwnershipControls;
import io.holdfast.s3.acl.PublicAccessBlock;
import java.util.Optional;

/// What a bucket's documents say of who may do what with it.
public final class AccessDocuments {
    private AccessDocuments() {}

    /// What decisions have to know.
    public static BucketRules rules(BucketInfo bucket) {
        PublicAccessBlock block = PublicAccessBlock.of(bucket);
        return new BucketRules(
                bucket.owner(),
                BucketPolicyDocument.of(bucket),
                block.isRestricted(),
                OwnershipControls.inForce(bucket),
                Optional.ofNullable(bucket.documents().get(Acls.DOCUMENT)),
                block.isAclIgnored());
    }
}
