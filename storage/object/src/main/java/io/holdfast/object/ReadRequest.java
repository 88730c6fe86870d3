package io.holdfast.object;

import io.holdfast.base.ports.CustomerKey;
import java.util.Optional;
import java.util.OptionalInt;

/// Which version, or part of it, to read.
///
/// @param version empty for the newest
/// @param partNumber 1…10,000; selects that part's bytes
/// @param conditions judged on the version found
/// @param customerKey that the version is sealed with, when the client sent one
public record ReadRequest(
        ObjectName name,
        Optional<VersionId> version,
        OptionalInt partNumber,
        Conditions conditions,
        Optional<CustomerKey> customerKey) {
    /// Without a customer's key.
    public ReadRequest(
            ObjectName name,
            Optional<VersionId> version,
            OptionalInt partNumber,
            Conditions conditions) {
        this(name, version, partNumber, conditions, Optional.empty());
    }

    /// The same with the key that the client sent, if any.
    public ReadRequest withCustomerKey(Optional<CustomerKey> key) {
        return new ReadRequest(name, version, partNumber, conditions, key);
    }

    public static ReadRequest newest(ObjectName name) {
        return new ReadRequest(name, Optional.empty(), OptionalInt.empty(), Conditions.NONE);
    }
}
