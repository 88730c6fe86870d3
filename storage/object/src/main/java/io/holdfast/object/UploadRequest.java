package io.holdfast.object;

import io.holdfast.digest.ChecksumAlgorithm;
import java.util.Optional;

/// A multipart upload to begin.
///
/// @param checksum algorithm that every part uses
/// @param checksumType of the completed object; SHA algorithms are COMPOSITE, CRC64NVME FULL_OBJECT
///   only
public record UploadRequest(
        ObjectName name,
        ObjectAttributes attributes,
        Conditions conditions,
        Optional<ChecksumAlgorithm> checksum,
        Optional<ChecksumType> checksumType) {}
