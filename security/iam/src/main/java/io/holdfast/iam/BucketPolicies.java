package io.holdfast.iam;

import io.holdfast.base.ReadOnce;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Policies of buckets as they were read: when a bucket has another one, that one is judged by at
/// once. Any thread.
final class BucketPolicies {
    private static final Logger LOG = LoggerFactory.getLogger(BucketPolicies.class);

    private final ReadOnce<Policy> read = new ReadOnce<>(BucketPolicies::read);

    Policy find(String bucket, String document) {
        return read.find(bucket, document);
    }

    /// A document was checked before it was kept. One that cannot be read all the same may forbid
    /// anything, so it forbids everything; the account's root can replace it.
    private static Policy read(String bucket, String document) {
        try {
            return Policy.ofBucket(bucket, document.getBytes(StandardCharsets.UTF_8));
        } catch (PolicyException e) {
            LOG.error("the policy of bucket {} cannot be read: {}", bucket, e.getMessage());
            return Policy.unreadable(bucket);
        }
    }
}
