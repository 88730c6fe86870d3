package io.holdfast.interop.durability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A limit of the kernel to what a process may use, where this one may set it; only its peak
/// otherwise [cgroups(7)].
final class MemoryLimit implements AutoCloseable {
    private static final List<Path> PARENTS =
            List.of(Path.of("/sys/fs/cgroup/memory"), Path.of("/sys/fs/cgroup"));
    private static final List<String> LIMITS = List.of("memory.limit_in_bytes", "memory.max");

    private final Optional<Path> group;

    private MemoryLimit(Optional<Path> group) {
        this.group = group;
    }

    /// Limits a process and its threads.
    static MemoryLimit of(long pid, long bytes) {
        for (Path parent : PARENTS) {
            Path group = parent.resolve("holdfast-" + pid);
            try {
                Files.createDirectory(group);
                for (String limit : LIMITS) {
                    Path file = group.resolve(limit);
                    if (Files.exists(file)) {
                        Files.writeString(file, Long.toString(bytes));
                        Files.writeString(group.resolve("cgroup.procs"), Long.toString(pid));
                        return new MemoryLimit(Optional.of(group));
                    }
                }
                Files.delete(group);
            } catch (IOException _) {
                // not allowed here: the peak is looked at
            }
        }
        return new MemoryLimit(Optional.empty());
    }

    boolean isSet() {
        return group.isPresent();
    }

    /// After the process has ended.
    @Override
    public void close() throws IOException {
        if (group.isPresent()) {
            Files.delete(group.get());
        }
    }
}
