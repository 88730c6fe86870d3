package io.holdfast.object;

import java.util.Optional;

/// A stored part.
///
/// @param etag 32 hex digits, no quotes
/// @param encryption when it is sealed and was just stored
public record PartInfo(
        int partNumber,
        long size,
        String etag,
        long modifiedMs,
        Optional<ObjectChecksum> checksum,
        Optional<ObjectEncryption> encryption) {
    /// A part of which nobody asks how it is sealed.
    public PartInfo(
            int partNumber,
            long size,
            String etag,
            long modifiedMs,
            Optional<ObjectChecksum> checksum) {
        this(partNumber, size, etag, modifiedMs, checksum, Optional.empty());
    }
}
