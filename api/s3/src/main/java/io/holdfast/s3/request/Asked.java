package io.holdfast.s3.request;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a request wants to do in one access.
///
/// @param action such as `s3:GetObject`
/// @param bucket name; empty for actions on the account
/// @param key empty for actions on the bucket
/// @param version id as the client wrote it; empty for the newest
/// @param stated values of condition keys that stand in the body
/// @param acl list of grants to judge by; empty for that of the object that is there
record Asked(
        String action,
        String bucket,
        String key,
        String version,
        Map<String, List<String>> stated,
        Optional<String> acl) {
    Asked {
        stated = Map.copyOf(stated);
    }

    /// Judged by what is there.
    Asked(
            String action,
            String bucket,
            String key,
            String version,
            Map<String, List<String>> stated) {
        this(action, bucket, key, version, stated, Optional.empty());
    }
}
