package io.holdfast.object;

import java.util.Optional;

/// A stored part.
///
/// @param etag 32 hex digits, no quotes
public record PartInfo(
        int partNumber,
        long size,
        String etag,
        long modifiedMs,
        Optional<ObjectChecksum> checksum) {}
