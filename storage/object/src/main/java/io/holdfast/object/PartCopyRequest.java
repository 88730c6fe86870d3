package io.holdfast.object;

import java.util.OptionalLong;

/// A part to store from an object's bytes.
///
/// @param rangeStart first byte; empty copies the whole source
/// @param rangeEnd last byte, inclusive
public record PartCopyRequest(
        ReadRequest source,
        ObjectName target,
        String uploadId,
        int partNumber,
        OptionalLong rangeStart,
        OptionalLong rangeEnd) {}
