package io.holdfast.object;

import io.holdfast.base.ports.CustomerKey;
import io.holdfast.base.ports.Protection;
import io.holdfast.digest.ChecksumAlgorithm;
import java.util.Optional;

/// Bytes to add at the end of an object. An object that is there keeps what is said of it, and is
/// sealed as it was; one that is not is made.
///
/// @param offset where the new bytes begin: the object's size, or 0 when there is none
/// @param attributes of an object that is made
/// @param conditions on the object that is there
/// @param checksum that is declared of the new bytes; of an object that is made also what is kept
/// @param protection of an object that is made; empty stores the bytes as they are
/// @param customerKey that the object is sealed with, when the client sent one
public record AppendRequest(
        ObjectName name,
        long offset,
        ObjectAttributes attributes,
        Conditions conditions,
        Optional<ChecksumAlgorithm> checksum,
        Optional<Protection> protection,
        Optional<CustomerKey> customerKey) {}
