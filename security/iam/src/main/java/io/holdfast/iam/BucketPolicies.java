package io.holdfast.iam;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps policies of buckets as they were read, so that each is read once. A policy stands for its
/// document: when the bucket has another one, that one is read and judged by at once. Any thread.
final class BucketPolicies {
    private static final Logger LOG = LoggerFactory.getLogger(BucketPolicies.class);

    /// Beyond it all are forgotten: what buckets that are gone leave behind must not grow.
    private static final int KEPT_MAX = 20_000;

    private record Kept(String document, Policy policy) {}

    private final ConcurrentHashMap<String, Kept> kept = new ConcurrentHashMap<>();

    Policy find(String bucket, String document) {
        Kept known = kept.get(bucket);
        if (known != null && known.document.equals(document)) {
            return known.policy;
        }
        Policy policy = read(bucket, document);
        if (kept.size() >= KEPT_MAX) {
            kept.clear();
        }
        kept.put(bucket, new Kept(document, policy));
        return policy;
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
