package io.holdfast.object;

import io.holdfast.base.ports.CustomerKey;
import java.util.Optional;
import java.util.OptionalLong;

/// A part to store from an object's bytes.
///
/// @param rangeStart first byte; empty copies the whole source
/// @param rangeEnd last byte, inclusive
/// @param customerKey that the upload was begun with; the source's is in its request
public record PartCopyRequest(
        ReadRequest source,
        ObjectName target,
        String uploadId,
        int partNumber,
        OptionalLong rangeStart,
        OptionalLong rangeEnd,
        Optional<CustomerKey> customerKey) {
    /// A part of an upload without a customer's key.
    public PartCopyRequest(
            ReadRequest source,
            ObjectName target,
            String uploadId,
            int partNumber,
            OptionalLong rangeStart,
            OptionalLong rangeEnd) {
        this(source, target, uploadId, partNumber, rangeStart, rangeEnd, Optional.empty());
    }
}
