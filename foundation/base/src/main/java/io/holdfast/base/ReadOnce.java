package io.holdfast.base;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/// Keeps texts as they were read, so that each is read once. A value stands for its text: when a
/// name has another one, that one is read and returned at once. Any thread.
///
/// @param <T> what a text is read as; immutable
public final class ReadOnce<T> {
    /// Beyond it all are forgotten: what names that are gone leave behind must not grow.
    private static final int KEPT_MAX = 20_000;

    private record Kept<T>(String text, T value) {}

    private final BiFunction<String, String, T> reader;
    private final ConcurrentHashMap<String, Kept<T>> kept = new ConcurrentHashMap<>();

    /// @param reader from name and text; it never fails
    public ReadOnce(BiFunction<String, String, T> reader) {
        this.reader = reader;
    }

    /// What the text of this name is read as.
    public T find(String name, String text) {
        Kept<T> known = kept.get(name);
        if (known != null && known.text.equals(text)) {
            return known.value;
        }
        T value = reader.apply(name, text);
        if (kept.size() >= KEPT_MAX) {
            kept.clear();
        }
        kept.put(name, new Kept<>(text, value));
        return value;
    }
}
