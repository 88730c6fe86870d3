package io.holdfast.object;

import java.util.List;

/// The parts of a completed object.
///
/// @param total number of parts; 0 when it was not made by multipart upload
/// @param parts a page of them, by number
public record ObjectParts(int total, List<PartInfo> parts) {
    public ObjectParts {
        parts = List.copyOf(parts);
    }
}
