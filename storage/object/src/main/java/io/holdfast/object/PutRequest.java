package io.holdfast.object;

import io.holdfast.digest.ChecksumAlgorithm;
import java.util.Optional;

/// A whole object to store.
///
/// @param checksum computed, stored and compared with what the body declares
public record PutRequest(
        ObjectName name,
        ObjectAttributes attributes,
        Conditions conditions,
        Optional<ChecksumAlgorithm> checksum) {}
