package io.holdfast.object;

import io.holdfast.base.ports.CustomerKey;
import java.util.Optional;

/// A new key for an object, in its bucket.
///
/// @param source its present key
/// @param target its new one; an object that has it is replaced
/// @param sourceConditions on the object
/// @param targetConditions on one that has the new key
/// @param customerKey that the object is sealed with, when the client sent one
public record RenameRequest(
        String bucket,
        String source,
        String target,
        Conditions sourceConditions,
        Conditions targetConditions,
        Optional<CustomerKey> customerKey) {}
