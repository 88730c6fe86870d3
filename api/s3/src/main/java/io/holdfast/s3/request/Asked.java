package io.holdfast.s3.request;

import java.util.List;
import java.util.Map;

/// What a request wants to do in one access.
///
/// @param action such as `s3:GetObject`
/// @param bucket name; empty for actions on the account
/// @param key empty for actions on the bucket
/// @param version id as the client wrote it; empty for the newest
/// @param stated values of condition keys that stand in the body
record Asked(
        String action,
        String bucket,
        String key,
        String version,
        Map<String, List<String>> stated) {
    Asked {
        stated = Map.copyOf(stated);
    }
}
