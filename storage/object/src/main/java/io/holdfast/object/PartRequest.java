package io.holdfast.object;

import io.holdfast.base.ports.CustomerKey;
import io.holdfast.digest.ChecksumAlgorithm;
import java.util.Optional;

/// One part to store; a part number that is sent again replaces the earlier part.
///
/// @param partNumber 1…10,000
/// @param checksum computed and compared; must be the upload's algorithm when it has one
/// @param customerKey that the upload was begun with, when the client sent one
public record PartRequest(
        ObjectName name,
        String uploadId,
        int partNumber,
        Optional<ChecksumAlgorithm> checksum,
        Optional<CustomerKey> customerKey) {
    /// A part without a customer's key.
    public PartRequest(
            ObjectName name,
            String uploadId,
            int partNumber,
            Optional<ChecksumAlgorithm> checksum) {
        this(name, uploadId, partNumber, checksum, Optional.empty());
    }
}
