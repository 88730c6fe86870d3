package io.holdfast.object;

import io.holdfast.base.ports.Protection;
import io.holdfast.digest.ChecksumAlgorithm;
import java.util.Map;
import java.util.Optional;

/// A copy inside the store.
///
/// @param source what to copy, with conditions on the source
/// @param target where to
/// @param replacement attributes instead of the source's; its tags and storage class are ignored
///   here
/// @param tags instead of the source's
/// @param storageClass of the copy
/// @param lock of the copy; the source's is never taken over
/// @param acl list of grants of the copy; the source's is never taken over
/// @param conditions on the target
/// @param checksum to compute for the copy; empty keeps the source's algorithm, else takes the
///   usual one
/// @param protection of the copy; the source's is never taken over
public record CopyRequest(
        ReadRequest source,
        ObjectName target,
        Optional<ObjectAttributes> replacement,
        Optional<Map<String, String>> tags,
        Optional<String> storageClass,
        ObjectLock lock,
        String acl,
        Conditions conditions,
        Optional<ChecksumAlgorithm> checksum,
        Optional<Protection> protection) {
    /// A copy without a lock of its own that is stored as it is.
    public CopyRequest(
            ReadRequest source,
            ObjectName target,
            Optional<ObjectAttributes> replacement,
            Optional<Map<String, String>> tags,
            Optional<String> storageClass,
            Conditions conditions,
            Optional<ChecksumAlgorithm> checksum) {
        this(
                source,
                target,
                replacement,
                tags,
                storageClass,
                ObjectLock.NONE,
                "",
                conditions,
                checksum,
                Optional.empty());
    }
}
