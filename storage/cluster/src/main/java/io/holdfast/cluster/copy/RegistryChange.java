package io.holdfast.cluster.copy;

import java.util.List;
import java.util.Optional;

/// One write, all steps or none.
///
/// @param generation that holds after it
/// @param revision that holds after it, and version of every key that it sets
public record RegistryChange(Generation generation, long revision, List<Step> steps) {
    /// What happens to one key.
    ///
    /// @param value the new value; empty removes the key
    public record Step(String key, Optional<byte[]> value) {}

    public RegistryChange {
        steps = List.copyOf(steps);
    }
}
