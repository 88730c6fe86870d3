package io.holdfast.base.ports;

import java.util.List;
import java.util.Map;

/// One access to be judged.
///
/// @param caller who asks
/// @param action in the policy language's words, such as `s3:GetObject`
/// @param bucket name, or empty for actions on the account
/// @param key object key, or empty for actions on the bucket
/// @param acl list of grants of the object that is spoken of, as it is kept; empty when it has
///   none, is not there, or nobody asked for it
/// @param values of condition keys
public record Access(
        Caller caller, String action, String bucket, String key, String acl, Values values) {
    /// Without a list of grants.
    public Access(Caller caller, String action, String bucket, String key, Values values) {
        this(caller, action, bucket, key, "", values);
    }

    /// What of an object a decision may hang on.
    public enum Fact {
        /// Its tags, which are then added to the values as `s3:existingobjecttag/<tag>`.
        TAGS,
        /// Its list of grants, and so its owner.
        ACL
    }

    /// The values of condition keys that the request gives, such as `s3:prefix`. Asked only when a
    /// policy has to be judged, since they cost more than most requests.
    @FunctionalInterface
    public interface Values {
        /// Values by key, in lower case but for what is behind a `/`. Those of keys that the action
        /// does not have may be among them.
        Map<String, List<String>> find();
    }
}
