package io.holdfast.interop.differ;

import java.util.HashMap;
import java.util.Map;

/// Names for what a server chose at random, by where it was seen first: two servers that do the
/// same have the same names. Confined to one thread.
final class Ids {
    private final Map<String, String> labels = new HashMap<>();

    /// @param place case and place in its answer
    String label(String value, String place) {
        return labels.computeIfAbsent(value, unknown -> "[as in " + place + "]");
    }

    /// What follows from the request is no random thing.
    void isKnown(String value) {
        labels.put(value, value);
    }
}
