package io.holdfast.object;

import java.util.Optional;
import java.util.OptionalLong;

/// Conditions of a request. On writes and deletes the leader judges {@code ifMatch} and {@code
/// ifNoneMatch} inside the commit, so a condition is a compare-and-swap; on reads all four are
/// judged in the order of [RFC 9110 §13.2.2].
///
/// @param ifMatch an ETag without quotes, or `*`
/// @param ifNoneMatch an ETag without quotes, or `*`
/// @param ifModifiedSinceMs wall time in ms; compared by whole seconds
/// @param ifUnmodifiedSinceMs wall time in ms; compared by whole seconds
public record Conditions(
        Optional<String> ifMatch,
        Optional<String> ifNoneMatch,
        OptionalLong ifModifiedSinceMs,
        OptionalLong ifUnmodifiedSinceMs) {
    public static final Conditions NONE =
            new Conditions(
                    Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalLong.empty());

    public boolean isNone() {
        return ifMatch.isEmpty()
                && ifNoneMatch.isEmpty()
                && ifModifiedSinceMs.isEmpty()
                && ifUnmodifiedSinceMs.isEmpty();
    }
}
