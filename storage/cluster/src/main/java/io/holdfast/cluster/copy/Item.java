package io.holdfast.cluster.copy;

/// The value of one key.
///
/// @param version revision of the write that set it
@SuppressWarnings("ArrayRecordComponent") // never modified after construction
public record Item(byte[] value, long version) {}
