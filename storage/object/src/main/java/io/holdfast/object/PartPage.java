package io.holdfast.object;

import java.util.List;
import java.util.OptionalInt;

/// Parts of an upload, or of a completed object, by number.
///
/// @param next part number after which the next page begins; empty when this is the last
public record PartPage(UploadInfo upload, List<PartInfo> parts, OptionalInt next) {
    public PartPage {
        parts = List.copyOf(parts);
    }
}
