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
public record ObjectAttributes(
        Map<String, String> headers,
        Map<String, String> userMetadata,
        Map<String, String> tags,
        String storageClass) {
    public static final String STANDARD = "STANDARD";
    public static final String REDUCED_REDUNDANCY = "REDUCED_REDUNDANCY";
    public static final ObjectAttributes NONE =
            new ObjectAttributes(Map.of(), Map.of(), Map.of(), STANDARD);

    public ObjectAttributes {
        headers = Map.copyOf(headers);
        userMetadata = Map.copyOf(userMetadata);
        tags = Map.copyOf(tags);
    }

    public ObjectAttributes withTags(Map<String, String> newTags) {
        return new ObjectAttributes(headers, userMetadata, newTags, storageClass);
    }
}
