package io.holdfast.object;

import io.holdfast.digest.ChecksumAlgorithm;

/// A stored checksum.
///
/// @param value raw bytes, as long as the algorithm says
public record ObjectChecksum(ChecksumAlgorithm algorithm, ChecksumType type, byte[] value) {}
