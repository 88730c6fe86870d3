package io.holdfast.object;

import java.util.Optional;

/// One page of a listing of versions.
///
/// @param afterKey as {@link ListRequest#after}, or the key of {@code afterVersion}
/// @param afterVersion the page begins with the next older version of {@code afterKey}
public record ListVersionsRequest(
        String bucket,
        String prefix,
        String delimiter,
        String afterKey,
        Optional<VersionId> afterVersion,
        int maxEntries) {}
