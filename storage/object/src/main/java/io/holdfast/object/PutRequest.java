package io.holdfast.object;

import io.holdfast.base.ports.Protection;
import io.holdfast.digest.ChecksumAlgorithm;
import java.util.Optional;

/// A whole object to store.
///
/// @param checksum computed, stored and compared with what the body declares
/// @param protection empty stores the bytes as they are
public record PutRequest(
        ObjectName name,
        ObjectAttributes attributes,
        Conditions conditions,
        Optional<ChecksumAlgorithm> checksum,
        Optional<Protection> protection) {
    /// An object that is stored as it is.
    public PutRequest(
            ObjectName name,
            ObjectAttributes attributes,
            Conditions conditions,
            Optional<ChecksumAlgorithm> checksum) {
        this(name, attributes, conditions, checksum, Optional.empty());
    }
}
