package io.holdfast.object;

import java.util.List;
import java.util.Optional;

/// Uploads in progress: by key, then by upload id.
///
/// @param nextKey set when there is more
public record UploadPage(
        List<UploadInfo> uploads,
        List<String> prefixes,
        Optional<String> nextKey,
        Optional<String> nextUploadId) {
    public UploadPage {
        uploads = List.copyOf(uploads);
        prefixes = List.copyOf(prefixes);
    }
}
