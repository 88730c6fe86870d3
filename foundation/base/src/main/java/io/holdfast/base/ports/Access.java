package io.holdfast.base.ports;

import java.util.List;
import java.util.Map;

/// One access to be judged.
///
/// @param caller who asks
/// @param action in the policy language's words, such as `s3:GetObject`
/// @param bucket name, or empty for actions on the account
/// @param key object key, or empty for actions on the bucket
/// @param values of condition keys
public record Access(Caller caller, String action, String bucket, String key, Values values) {
    /// The values of condition keys that the request gives, such as `s3:prefix`. Asked only when a
    /// policy has to be judged, since they cost more than most requests.
    @FunctionalInterface
    public interface Values {
        /// Values by key, in lower case but for what is behind a `/`. Those of keys that the action
        /// does not have may be among them.
        Map<String, List<String>> find();
    }
}
