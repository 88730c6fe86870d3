package io.holdfast.object;

import java.util.List;
import java.util.Optional;

/// Versions and delete markers: by key, then the newest first.
///
/// @param nextKey set when there is more
/// @param nextVersion last version of this page when the next page begins inside its key or after
///   it
public record VersionPage(
        List<ObjectInfo> versions,
        List<String> prefixes,
        Optional<String> nextKey,
        Optional<VersionId> nextVersion) {
    public VersionPage {
        versions = List.copyOf(versions);
        prefixes = List.copyOf(prefixes);
    }
}
