package io.holdfast.object;

import io.holdfast.digest.ChecksumAlgorithm;
import java.util.Optional;

/// A multipart upload in progress.
///
/// @param uploadId opaque text, safe in a query
/// @param initiatedMs wall time
/// @param encryption when its parts are sealed
public record UploadInfo(
        ObjectName name,
        String uploadId,
        long initiatedMs,
        ObjectAttributes attributes,
        Optional<ChecksumAlgorithm> checksum,
        Optional<ChecksumType> checksumType,
        Optional<ObjectEncryption> encryption) {}
