package io.holdfast.cluster;

import java.util.List;
import java.util.Optional;

/// What must be the same everywhere and is small: buckets and their settings, identities, server
/// settings, pools and drives, who leads which slot, out lists, cursors of jobs. Writes are
/// linearizable compare-and-sets, all or none; reads are local and never block; watchers see every
/// write in order.
///
/// One node keeps it on a majority of its own drives (rule 30); several nodes through Raft. Keys
/// are slash-separated names (`bucket/photos`, `set/0/0`), values opaque bytes of at most 1 MiB.
public interface Registry extends AutoCloseable {
    /// {@link Write#expectedVersion} of a key that must not exist.
    long ABSENT = 0;

    /// {@link Write#expectedVersion} when the present state does not matter.
    long ANY = -1;

    /// One key's value.
    ///
    /// @param version revision of the write that set it; never 0
    record Entry(String key, byte[] value, long version) {}

    /// One step of a write.
    ///
    /// @param expectedVersion version that the key must have, {@link #ABSENT} or {@link #ANY}
    /// @param value the new value; empty removes the key
    record Write(String key, long expectedVersion, Optional<byte[]> value) {
        public static Write put(String key, long expectedVersion, byte[] value) {
            return new Write(key, expectedVersion, Optional.of(value));
        }

        public static Write remove(String key, long expectedVersion) {
            return new Write(key, expectedVersion, Optional.empty());
        }
    }

    /// What became of a write.
    sealed interface WriteOutcome {
        /// In force, and durable on a majority.
        record Written(long revision) implements WriteOutcome {}

        /// A key had another version; nothing was changed.
        record Conflict(String key, long actualVersion) implements WriteOutcome {}

        /// No majority: nothing is known to be changed, and the registry is read-only from here on
        /// until enough drives are back. A later restart may find the write done.
        record Unavailable(String detail) implements WriteOutcome {}
    }

    /// Told of writes after they are in force, in order, on one thread at a time; must not block
    /// long.
    @FunctionalInterface
    interface Watcher {
        void changed(String key, Optional<Entry> now);
    }

    /// Revision of the newest write; starts at 1 and rises by one with each.
    long revision();

    Optional<Entry> get(String key);

    /// All entries whose keys start with the prefix, by key, at one revision.
    List<Entry> list(String prefix);

    /// Waits until the write is durable and in force, or refused.
    WriteOutcome write(List<Write> writes) throws InterruptedException;

    /// Registers a watcher for keys with the prefix; it sees writes after the registration.
    void watch(String prefix, Watcher watcher);

    /// False when a write would find no majority.
    boolean isWritable();

    @Override
    void close();
}
