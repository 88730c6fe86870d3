package io.holdfast.drive;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The sealed files that no change has named yet. Only in memory: after a restart every staging
/// record that is left belongs to an orphan (rule 18). Any thread.
final class StagedFiles {
    private final Map<ShardId, Location.InFile> sealed = new ConcurrentHashMap<>();

    void seal(Location.InFile file) {
        sealed.put(file.id(), file);
    }

    /// Where the file is; missing when it is not sealed here.
    Location sealed(ShardId id) {
        Location.InFile file = sealed.get(id);
        return file == null ? Location.missing() : file;
    }

    void forget(ShardId id) {
        sealed.remove(id);
    }
}
