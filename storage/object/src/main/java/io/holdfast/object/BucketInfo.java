package io.holdfast.object;

import java.util.Map;
import java.util.Optional;

/// A bucket and its settings.
///
/// @param name 3…63 characters, unique in the deployment
/// @param id never reused
/// @param createdMs wall time of creation
/// @param versioning present state
/// @param isObjectLockEnabled set for good; versioning is then ENABLED for good
/// @param defaultRetention of new versions; only with object lock
/// @param region as given at creation, or empty
/// @param tags at most 50
public record BucketInfo(
        String name,
        long id,
        long createdMs,
        Versioning versioning,
        boolean isObjectLockEnabled,
        Optional<DefaultRetention> defaultRetention,
        String region,
        Map<String, String> tags) {
    public BucketInfo {
        tags = Map.copyOf(tags);
    }

    public BucketInfo withVersioning(Versioning newVersioning) {
        return new BucketInfo(
                name,
                id,
                createdMs,
                newVersioning,
                isObjectLockEnabled,
                defaultRetention,
                region,
                tags);
    }

    public BucketInfo withTags(Map<String, String> newTags) {
        return new BucketInfo(
                name,
                id,
                createdMs,
                versioning,
                isObjectLockEnabled,
                defaultRetention,
                region,
                newTags);
    }

    /// With object lock, and this default.
    public BucketInfo withObjectLock(Optional<DefaultRetention> newDefault) {
        return new BucketInfo(name, id, createdMs, versioning, true, newDefault, region, tags);
    }
}
