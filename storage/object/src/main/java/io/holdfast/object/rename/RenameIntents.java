package io.holdfast.object.rename;

import io.holdfast.cluster.Registry;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The renames under way, durable in the registry. Any thread.
final class RenameIntents {
    private static final Logger LOG = LoggerFactory.getLogger(RenameIntents.class);
    private static final String PREFIX = "rename/";

    /// So many at once; the registry is small.
    private static final int COUNT_MAX = 256;

    private final Registry registry;

    /// Those that a thread of this process works on.
    private final Map<String, Boolean> active = new ConcurrentHashMap<>();

    private final Runnable onLeft;

    /// @param onLeft told when something is left for others
    RenameIntents(Registry registry, Runnable onLeft) {
        this.registry = registry;
        this.onLeft = onLeft;
    }

    /// Keeps an intent, as this process's own.
    ///
    /// @param id random
    /// @return its key
    /// @throws StoreException WRITE_QUORUM_LOST, TOO_BUSY
    String begin(long id, RenameIntent intent) throws StoreException, InterruptedException {
        String key = PREFIX + String.format("%016x", id);
        if (registry.list(PREFIX).size() >= COUNT_MAX) {
            throw new StoreException(StoreError.TOO_BUSY, "too many renames at once");
        }
        active.put(key, true);
        boolean isKept = false;
        try {
            Registry.Write write = Registry.Write.put(key, Registry.ABSENT, intent.toBytes());
            isKept = registry.write(List.of(write)) instanceof Registry.WriteOutcome.Written;
        } finally {
            if (!isKept) {
                active.remove(key);
            }
        }
        if (!isKept) {
            throw new StoreException(StoreError.WRITE_QUORUM_LOST, "the registry takes no writes");
        }
        return key;
    }

    /// Lets others go on with it, who find out how far it came.
    void leave(String key) {
        active.remove(key);
        onLeft.run();
    }

    /// Forgets one that is done, or that came to nothing. When the registry takes no writes it is
    /// looked at again later.
    void end(String key) throws InterruptedException {
        Registry.WriteOutcome outcome =
                registry.write(List.of(Registry.Write.remove(key, Registry.ANY)));
        active.remove(key);
        if (!(outcome instanceof Registry.WriteOutcome.Written)) {
            onLeft.run();
        }
    }

    /// Those that nobody works on.
    Map<String, RenameIntent> left() {
        Map<String, RenameIntent> left = new TreeMap<>();
        for (Registry.Entry entry : registry.list(PREFIX)) {
            if (active.containsKey(entry.key())) {
                continue;
            }
            try {
                left.put(entry.key(), RenameIntent.read(entry.value()));
            } catch (IllegalArgumentException e) {
                LOG.error("{} is no rename", entry.key(), e);
            }
        }
        return left;
    }
}
