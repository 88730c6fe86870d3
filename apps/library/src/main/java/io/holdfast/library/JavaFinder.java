package io.holdfast.library;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds a Java that the engine runs on.
///
/// @param environment variables of the process
/// @param folders that hold Javas, each in a folder of its own
record JavaFinder(Map<String, String> environment, List<Path> folders) {
    private static final int VERSION_MIN = 25;
    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"?([0-9]+)");

    /// Looks where Javas usually are.
    static JavaFinder usual() {
        String home = System.getProperty("user.home", ".");
        return new JavaFinder(
                System.getenv(),
                List.of(
                        Path.of("/usr/lib/jvm"),
                        Path.of("/opt"),
                        Path.of("/opt/java"),
                        Path.of("/Library/Java/JavaVirtualMachines"),
                        Path.of("C:\\Program Files\\Eclipse Adoptium"),
                        Path.of("C:\\Program Files\\Java"),
                        Path.of(home, ".sdkman", "candidates", "java"),
                        Path.of(home, ".jdks"),
                        Path.of(home, ".gradle", "jdks"),
                        Path.of(home, "Library", "Java", "JavaVirtualMachines")));
    }

    /// The command to run, from what the user set to where Javas usually are.
    ///
    /// @throws HoldfastException when there is none; names what to do
    Path find() {
        for (Path home : candidates()) {
            OptionalInt version = version(home);
            Optional<Path> command = command(home);
            if (version.isPresent() && version.getAsInt() >= VERSION_MIN && command.isPresent()) {
                return command.get();
            }
        }
        throw new HoldfastException(
                "The server needs Java %d and none was found beside this Java %d: install a JDK %d (Temurin, or your system's openjdk-25-jdk) and set HOLDFAST_JAVA_HOME to it. Looked at HOLDFAST_JAVA_HOME, JAVA_HOME and %s."
                        .formatted(VERSION_MIN, Runtime.version().feature(), VERSION_MIN, folders));
    }

    private List<Path> candidates() {
        List<Path> homes = new ArrayList<>();
        for (String name : List.of("HOLDFAST_JAVA_HOME", "JAVA_HOME")) {
            String home = environment.getOrDefault(name, "");
            if (!home.isBlank()) {
                homes.add(Path.of(home));
            }
        }
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
                for (Path home : inside) {
                    homes.add(home);
                    homes.add(home.resolve("Contents").resolve("Home")); // macOS
                }
            } catch (IOException e) {
                // a folder that cannot be read holds nothing for us
            }
        }
        return homes;
    }

    private static OptionalInt version(Path home) {
        try {
            Matcher matcher = VERSION.matcher(Files.readString(home.resolve("release")));
            return matcher.find()
                    ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
                    : OptionalInt.empty();
        } catch (IOException e) {
            return OptionalInt.empty(); // no Java
        }
    }

    private static Optional<Path> command(Path home) {
        for (String name : List.of("java", "java.exe")) {
            Path command = home.resolve("bin").resolve(name);
            if (Files.isExecutable(command)) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }
}
