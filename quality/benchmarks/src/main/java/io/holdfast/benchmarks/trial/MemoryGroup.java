package io.holdfast.benchmarks.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A limit of the kernel to the memory of processes, file cache included, where this machine lets
/// one be made: version 1 or 2 [cgroups(7)].
final class MemoryGroup implements AutoCloseable {
    private static final List<Path> PARENTS =
            List.of(Path.of("/sys/fs/cgroup/memory"), Path.of("/sys/fs/cgroup"));
    private static final List<String> LIMITS = List.of("memory.limit_in_bytes", "memory.max");

    private final Path folder;

    private MemoryGroup(Path folder) {
        this.folder = folder;
    }

    /// A group with this limit; empty where none can be made.
    static Optional<MemoryGroup> of(long bytes) {
        for (Path parent : PARENTS) {
            Path folder = parent.resolve("holdfast-trial-" + ProcessHandle.current().pid());
            try {
                Files.createDirectory(folder);
                for (String limit : LIMITS) {
                    if (Files.exists(folder.resolve(limit))) {
                        Files.writeString(folder.resolve(limit), Long.toString(bytes));
                        return Optional.of(new MemoryGroup(folder));
                    }
                }
                Files.delete(folder);
            } catch (IOException _) {
                // Not allowed here, or no such folder: the next one is tried.
            }
        }
        return Optional.empty();
    }

    /// Words to put before a command: its process is in the group from its first page on.
    List<String> prefix() {
        List<String> words = new ArrayList<>(List.of("sh", "-c"));
        words.add("echo $$ >\"$0\"/cgroup.procs && exec \"$@\"");
        words.add(folder.toString());
        return words;
    }

    /// The most that was in use, and how often the kernel had to take pages back or refuse, as far
    /// as it tells.
    String report() throws IOException {
        StringBuilder report = new StringBuilder();
        for (String name :
                List.of(
                        "memory.max_usage_in_bytes",
                        "memory.failcnt",
                        "memory.peak",
                        "memory.oom_control",
                        "memory.events")) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                report.append(report.isEmpty() ? "" : "; ")
                        .append(name)
                        .append(' ')
                        .append(Files.readString(file).strip().replace('\n', ','));
            }
        }
        return report.toString();
    }

    /// After its processes have ended.
    @Override
    public void close() throws IOException {
        Files.delete(folder);
    }
}
