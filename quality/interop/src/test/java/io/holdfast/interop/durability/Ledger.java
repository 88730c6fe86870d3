package io.holdfast.interop.durability;

import io.holdfast.interop.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What clients were told about each key: the last acknowledged value, and what was asked for since
/// then without an answer. Empty stands for "no such object". Each key has one writer at a time;
/// any thread.
final class Ledger {
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private static final class Entry {
        private Optional<Content> acknowledged = Optional.empty();
        private final List<Optional<Content>> unanswered = new ArrayList<>();
    }

    /// To be called before a request goes out.
    synchronized void asked(String key, Optional<Content> value) {
        entries.computeIfAbsent(key, name -> new Entry()).unanswered.add(value);
    }

    /// To be called when the server said yes: everything asked for before is history.
    synchronized void acknowledged(String key, Optional<Content> value) {
        Entry entry = entry(key);
        entry.acknowledged = value;
        entry.unanswered.clear();
    }

    /// What a reader may find now.
    synchronized List<Optional<Content>> allowed(String key) {
        Entry entry = entry(key);
        List<Optional<Content>> allowed = new ArrayList<>(entry.unanswered);
        allowed.add(entry.acknowledged);
        return allowed;
    }

    /// What may be there, also where nothing was ever asked for: then nothing.
    synchronized List<Optional<Content>> known(String key) {
        return entries.containsKey(key) ? allowed(key) : List.of(Optional.empty());
    }

    /// What may have been there before the change that was asked for last.
    synchronized List<Optional<Content>> before(String key) {
        List<Optional<Content>> before = new ArrayList<>(allowed(key));
        before.remove(entry(key).unanswered.size() - 1);
        return before;
    }

    /// A reader found this with no writer at work, so it has to stay.
    synchronized void settled(String key, Optional<Content> value) {
        acknowledged(key, value);
    }

    /// A reader found this while the server has too few drives to decide: a change in flight is not
    /// shown yet and may still be finished by the next start, but one that was shown stays.
    synchronized void seen(String key, Optional<Content> value) {
        if (!value.equals(entry(key).acknowledged)) {
            acknowledged(key, value);
        }
    }

    synchronized List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    private Entry entry(String key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            throw new IllegalArgumentException("never asked for " + key);
        }
        return entry;
    }
}
