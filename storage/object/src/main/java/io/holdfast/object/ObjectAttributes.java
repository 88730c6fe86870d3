package io.holdfast.object;

import java.util.Map;

/// What a client says of an object besides its bytes.
///
/// @param headers representation headers by lower-case name: content-type, content-encoding,
///   content-language, content-disposition, cache-control, expires, and
///   x-amz-website-redirect-location
/// @param userMetadata by lower-case name without the `x-amz-meta-` prefix
/// @param tags at most 10
/// @param storageClass `STANDARD` or `REDUCED_REDUNDANCY`
/// @param lock what keeps the version
/// @param acl whose it is and to whom it is opened, in a text that the store keeps and does not
///   read; empty for the bucket's owner alone
public record ObjectAttributes(
        Map<String, String> headers,
        Map<String, String> userMetadata,
        Map<String, String> tags,
        String storageClass,
        ObjectLock lock,
        String acl) {
    public static final String STANDARD = "STANDARD";
    public static final String REDUCED_REDUNDANCY = "REDUCED_REDUNDANCY";
    public static final ObjectAttributes NONE =
            new ObjectAttributes(Map.of(), Map.of(), Map.of(), STANDARD, ObjectLock.NONE, "");

    public ObjectAttributes {
        headers = Map.copyOf(headers);
        userMetadata = Map.copyOf(userMetadata);
        tags = Map.copyOf(tags);
    }

    /// Attributes without a list of grants.
    public ObjectAttributes(
            Map<String, String> headers,
            Map<String, String> userMetadata,
            Map<String, String> tags,
            String storageClass,
            ObjectLock lock) {
        this(headers, userMetadata, tags, storageClass, lock, "");
    }

    /// Attributes without a lock.
    public ObjectAttributes(
            Map<String, String> headers,
            Map<String, String> userMetadata,
            Map<String, String> tags,
            String storageClass) {
        this(headers, userMetadata, tags, storageClass, ObjectLock.NONE);
    }

    public ObjectAttributes withTags(Map<String, String> newTags) {
        return new ObjectAttributes(headers, userMetadata, newTags, storageClass, lock, acl);
    }

    public ObjectAttributes withLock(ObjectLock newLock) {
        return new ObjectAttributes(headers, userMetadata, tags, storageClass, newLock, acl);
    }

    public ObjectAttributes withAcl(String newAcl) {
        return new ObjectAttributes(headers, userMetadata, tags, storageClass, lock, newAcl);
    }
}
