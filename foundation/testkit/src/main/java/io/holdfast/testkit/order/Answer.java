package io.holdfast.testkit.order;

import java.util.Map;
import java.util.Set;

/// What a client was told.
public sealed interface Answer {
    /// The put or delete is done.
    record Done() implements Answer {}

    /// The value that was read, or that was copied.
    record Found(String value) implements Answer {}

    /// The key is absent: that of a get, the source of a copy, or the key of an If-Match.
    record Missing() implements Answer {}

    /// The condition does not hold; nothing was done.
    record Refused() implements Answer {}

    /// A page.
    ///
    /// @param values by key
    /// @param prefixes rolled-up ones
    /// @param isTruncated whether more keys follow
    record Listed(Map<String, String> values, Set<String> prefixes, boolean isTruncated)
            implements Answer {
        public Listed {
            values = Map.copyOf(values);
            prefixes = Set.copyOf(prefixes);
        }
    }

    /// None: the call happens once, at any time after it was made, or never.
    record None() implements Answer {}
}
