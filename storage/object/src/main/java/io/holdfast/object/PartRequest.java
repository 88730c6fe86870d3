package io.holdfast.object;

import io.holdfast.digest.ChecksumAlgorithm;
import java.util.Optional;

/// One part to store; a part number that is sent again replaces the earlier part.
///
/// @param partNumber 1…10,000
/// @param checksum computed and compared; must be the upload's algorithm when it has one
public record PartRequest(
        ObjectName name, String uploadId, int partNumber, Optional<ChecksumAlgorithm> checksum) {}
