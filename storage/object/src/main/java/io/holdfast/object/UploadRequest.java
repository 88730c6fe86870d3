package io.holdfast.object;

import io.holdfast.base.ports.Protection;
import io.holdfast.digest.ChecksumAlgorithm;
import java.util.Optional;

/// A multipart upload to begin.
///
/// @param checksum algorithm that every part uses
/// @param checksumType of the completed object; SHA algorithms are COMPOSITE, CRC64NVME FULL_OBJECT
///   only
/// @param protection of all parts; empty stores them as they are
public record UploadRequest(
        ObjectName name,
        ObjectAttributes attributes,
        Conditions conditions,
        Optional<ChecksumAlgorithm> checksum,
        Optional<ChecksumType> checksumType,
        Optional<Protection> protection) {
    /// An upload whose parts are stored as they are.
    public UploadRequest(
            ObjectName name,
            ObjectAttributes attributes,
            Conditions conditions,
            Optional<ChecksumAlgorithm> checksum,
            Optional<ChecksumType> checksumType) {
        this(name, attributes, conditions, checksum, checksumType, Optional.empty());
    }
}
