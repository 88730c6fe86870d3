package io.holdfast.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/// How many files and sockets this process may have open [getrlimit(2), RLIMIT_NOFILE].
public final class OpenFiles {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String NAME = "Max open files";

    private OpenFiles() {}

    /// The limit in force; the JVM has raised it as far as it may. Empty when the system does not
    /// say, or has none.
    public static OptionalInt limit() {
        try {
            return Files.readAllLines(LIMITS).stream()
                    .filter(line -> line.startsWith(NAME))
                    .map(line -> line.substring(NAME.length()).strip().split("\\s+", -1)[0])
                    .filter(soft -> soft.matches("\\d{1,9}"))
                    .mapToInt(Integer::parseInt)
                    .findFirst();
        } catch (IOException _) {
            return OptionalInt.empty(); // not Linux
        }
    }
}
