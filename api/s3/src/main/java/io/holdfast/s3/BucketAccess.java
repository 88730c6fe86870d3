package io.holdfast.s3;

import io.holdfast.iam.BucketRules;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.s3.bucket.AccessDocuments;
import java.util.Optional;

/// Tells decisions what the store keeps of a bucket's owner and policy. Any thread; answers from
/// memory.
public record BucketAccess(ObjectStore store) implements BucketRules.Source {
    @Override
    public Optional<BucketRules> find(String bucket) {
        try {
            BucketInfo info = store.bucket(bucket);
            return Optional.of(AccessDocuments.rules(info));
        } catch (StoreException _) {
            return Optional.empty();
        }
    }
}
