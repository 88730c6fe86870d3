package io.holdfast.object;

import java.util.Map;

/// A bucket and its settings.
///
/// @param name 3…63 characters, unique in the deployment
/// @param id never reused
/// @param createdMs wall time of creation
/// @param versioning present state
/// @param isObjectLockEnabled set at creation; versioning is then ENABLED for good
/// @param region as given at creation, or empty
/// @param tags at most 50
public record BucketInfo(
        String name,
        long id,
        long createdMs,
        Versioning versioning,
        boolean isObjectLockEnabled,
        String region,
        Map<String, String> tags) {
    public BucketInfo {
        tags = Map.copyOf(tags);
    }

    public BucketInfo withVersioning(Versioning newVersioning) {
        return new BucketInfo(
                name, id, createdMs, newVersioning, isObjectLockEnabled, region, tags);
    }

    public BucketInfo withTags(Map<String, String> newTags) {
        return new BucketInfo(
                name, id, createdMs, versioning, isObjectLockEnabled, region, newTags);
    }
}
