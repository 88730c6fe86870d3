package io.holdfast.testkit.order;

/// What a client asks for. Values are opaque names, mostly ETags; two writes may have the same.
public sealed interface Call {
    /// Stores a value.
    record Put(String key, String value, Condition condition) implements Call {}

    /// Reads a value.
    record Get(String key, Condition condition) implements Call {}

    /// Makes the key absent.
    record Delete(String key, Condition condition) implements Call {}

    /// Reads the source at one moment and writes what it found to the target at the same or a later
    /// one: the two are not one step [S3 API: CopyObject promises none].
    record Copy(String source, String target) implements Call {}

    /// One page of a listing: every key that it covers is read at one moment.
    ///
    /// @param prefix of the keys
    /// @param delimiter rolls keys up that contain it after the prefix; empty for none
    /// @param after keys up to this one, or under it when it is a rolled-up prefix, are not shown
    /// @param entriesMax keys and rolled-up prefixes together
    record ListPage(String prefix, String delimiter, String after, int entriesMax)
            implements Call {}

    /// Whether the call can change nothing.
    default boolean isRead() {
        return switch (this) {
            case Get _, ListPage _ -> true;
            case Put _, Delete _, Copy _ -> false;
        };
    }
}
