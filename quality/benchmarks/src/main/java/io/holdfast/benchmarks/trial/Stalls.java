package io.holdfast.benchmarks.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What the indexes' own logs tell of writes that had to wait for flushes and compactions [RocksDB:
/// Write Stalls].
final class Stalls {
    private static final List<String> SIGNS = List.of("Stalling writes", "Stopping writes");

    private Stalls() {}

    /// Lines about it in all logs that are kept below these folders.
    static long in(List<Path> drives) throws IOException {
        long lines = 0;
        for (Path drive : drives) {
            try (Stream<Path> files =
                    Files.find(drive, 4, (path, _) -> isLog(path.getFileName().toString()))) {
                lines += files.mapToLong(Stalls::count).sum();
            }
        }
        return lines;
    }

    private static boolean isLog(String name) {
        return name.equals("LOG") || name.startsWith("LOG.old");
    }

    private static long count(Path log) {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> SIGNS.stream().anyMatch(line::contains)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
