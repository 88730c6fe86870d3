package io.holdfast.iam;

import java.util.Optional;

/// What decisions have to know of a bucket. Immutable.
///
/// @param accountId of the owner; empty for the default account
/// @param policy document of its policy
/// @param isPublicRestricted a public policy counts for the owner's account only
/// @param ownership who owns its objects
/// @param acl its list of grants, as it is kept; empty without one
/// @param isPublicAclIgnored grants to groups do not count
public record BucketRules(
        String accountId,
        Optional<String> policy,
        boolean isPublicRestricted,
        ObjectOwnership ownership,
        Optional<String> acl,
        boolean isPublicAclIgnored) {
    /// A bucket whose objects are all its owner's.
    public BucketRules(String accountId, Optional<String> policy, boolean isPublicRestricted) {
        this(
                accountId,
                policy,
                isPublicRestricted,
                ObjectOwnership.BUCKET_OWNER_ENFORCED,
                Optional.empty(),
                false);
    }

    /// Whether lists of grants count here.
    boolean hasLists() {
        return ownership != ObjectOwnership.BUCKET_OWNER_ENFORCED;
    }

    /// The buckets as they are now. Any thread; answers from memory.
    @FunctionalInterface
    public interface Source {
        /// Empty when there is no such bucket.
        Optional<BucketRules> find(String bucket);
    }
}
