package io.holdfast.object;

import java.util.Optional;

/// What to delete.
///
/// @param version empty: hide the key behind a delete marker, or remove it where versioning is off
/// @param conditions only {@code ifMatch} is judged
/// @param mayBypassGovernance whether retention in governance mode does not count
public record DeleteRequest(
        ObjectName name,
        Optional<VersionId> version,
        Conditions conditions,
        boolean mayBypassGovernance) {
    /// One that bypasses nothing.
    public DeleteRequest(ObjectName name, Optional<VersionId> version, Conditions conditions) {
        this(name, version, conditions, false);
    }
}
