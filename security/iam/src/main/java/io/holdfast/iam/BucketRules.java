package io.holdfast.iam;

import java.util.Optional;

/// What decisions have to know of a bucket. Immutable.
///
/// @param accountId of the owner; empty for the default account
/// @param policy document of its policy
/// @param isPublicRestricted a public policy counts for the owner's account only
public record BucketRules(String accountId, Optional<String> policy, boolean isPublicRestricted) {
    /// The buckets as they are now. Any thread; answers from memory.
    @FunctionalInterface
    public interface Source {
        /// Empty when there is no such bucket.
        Optional<BucketRules> find(String bucket);
    }
}
