package io.holdfast.object;

import java.util.HashMap;
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
/// @param documents settings as texts, by the name of the sub-resource, such as `policy`. The store
///   itself reads {@link #QUOTA} alone
/// @param owner id of the account; empty for the default account
public record BucketInfo(
        String name,
        long id,
        long createdMs,
        Versioning versioning,
        boolean isObjectLockEnabled,
        Optional<DefaultRetention> defaultRetention,
        String region,
        Map<String, String> tags,
        Map<String, String> documents,
        String owner) {
    /// Name of the document that says how many bytes the bucket may hold, as a decimal number.
    public static final String QUOTA = "quota";

    public BucketInfo {
        tags = Map.copyOf(tags);
        documents = Map.copyOf(documents);
    }

    /// A bucket as it is created.
    public static BucketInfo created(
            String name, long id, long createdMs, String owner, boolean objectLock, String region) {
        return new BucketInfo(
                name,
                id,
                createdMs,
                objectLock ? Versioning.ENABLED : Versioning.OFF,
                objectLock,
                Optional.empty(),
                region,
                Map.of(),
                Map.of(),
                owner);
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
                tags,
                documents,
                owner);
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
                newTags,
                documents,
                owner);
    }

    /// With object lock, and this default.
    public BucketInfo withObjectLock(Optional<DefaultRetention> newDefault) {
        return new BucketInfo(
                name, id, createdMs, versioning, true, newDefault, region, tags, documents, owner);
    }

    /// With these documents instead.
    public BucketInfo withDocuments(Map<String, String> newDocuments) {
        return new BucketInfo(
                name,
                id,
                createdMs,
                versioning,
                isObjectLockEnabled,
                defaultRetention,
                region,
                tags,
                newDocuments,
                owner);
    }

    /// With this document under the name, or without any.
    public BucketInfo withDocument(String document, Optional<String> text) {
        Map<String, String> changed = new HashMap<>(documents);
        if (text.isPresent()) {
            changed.put(document, text.get());
        } else {
            changed.remove(document);
        }
        return withDocuments(changed);
    }
}
