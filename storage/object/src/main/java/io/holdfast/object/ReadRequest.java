package io.holdfast.object;

import java.util.Optional;
import java.util.OptionalInt;

/// Which version, or part of it, to read.
///
/// @param version empty for the newest
/// @param partNumber 1…10,000; selects that part's bytes
/// @param conditions judged on the version found
public record ReadRequest(
        ObjectName name,
        Optional<VersionId> version,
        OptionalInt partNumber,
        Conditions conditions) {
    public static ReadRequest newest(ObjectName name) {
        return new ReadRequest(name, Optional.empty(), OptionalInt.empty(), Conditions.NONE);
    }
}
