package io.holdfast.base.ports;

import java.util.List;
import java.util.Map;

/// One access to be judged.
///
/// @param caller who asks
/// @param action in the policy language's words, such as `s3:GetObject`
/// @param bucket name, or empty for actions on the account
/// @param key object key, or empty for actions on the bucket
/// @param conditions values of condition keys that the request gives, such as `s3:prefix`; names in
///   lower case
public record Access(
        Caller caller,
        String action,
        String bucket,
        String key,
        Map<String, List<String>> conditions) {
    public Access {
        conditions = Map.copyOf(conditions);
    }
}
