package io.holdfast.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A registry that lives as long as the test.
public final class MemoryRegistry implements Registry {
    private final TreeMap<String, Entry> entries = new TreeMap<>();
    private final List<Watching> watchers = new ArrayList<>();
    private long revision = 1;
    private boolean isWritable = true;

    private record Watching(String prefix, Watcher watcher) {}

    public synchronized void setWritable(boolean writable) {
        isWritable = writable;
    }

    /// Forgets the watchers of a stopped server.
    public synchronized void dropWatchers() {
        watchers.clear();
    }

    @Override
    public synchronized long revision() {
        return revision;
    }

    @Override
    public synchronized Optional<Entry> get(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public synchronized List<Entry> list(String prefix) {
        return entries.tailMap(prefix).values().stream()
                .takeWhile(entry -> entry.key().startsWith(prefix))
                .toList();
    }

    @Override
    public synchronized WriteOutcome write(List<Write> writes) {
        if (!isWritable) {
            return new WriteOutcome.Unavailable("the test says so");
        }
        for (Write write : writes) {
            long actual = get(write.key()).map(Entry::version).orElse(ABSENT);
            if (write.expectedVersion() != ANY && write.expectedVersion() != actual) {
                return new WriteOutcome.Conflict(write.key(), actual);
            }
        }
        revision++;
        for (Write write : writes) {
            if (write.value().isPresent()) {
                entries.put(write.key(), new Entry(write.key(), write.value().get(), revision));
            } else {
                entries.remove(write.key());
            }
            for (Watching watching : List.copyOf(watchers)) {
                if (write.key().startsWith(watching.prefix)) {
                    watching.watcher.changed(write.key(), get(write.key()));
                }
            }
        }
        return new WriteOutcome.Written(revision);
    }

    @Override
    public synchronized void watch(String prefix, Watcher watcher) {
        watchers.add(new Watching(prefix, watcher));
    }

    @Override
    public synchronized boolean isWritable() {
        return isWritable;
    }

    @Override
    public void close() {}
}
