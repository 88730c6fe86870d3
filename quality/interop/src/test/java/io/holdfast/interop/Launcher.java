package io.holdfast.interop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command that starts a server. `-Dholdfast.interop.launcher="words of a command"` sets
/// another than the packaged server of this project; it must take the options of `server`.
final class Launcher {
    private Launcher() {}

    /// The command line of a server on `address` with these drives.
    static List<String> commandLine(String address, List<String> drives) {
        List<String> command = new ArrayList<>(words());
        command.add("--address");
        command.add(address);
        command.addAll(drives);
        return command;
    }

    private static List<String> words() {
        String setting = System.getProperty("holdfast.interop.launcher", "");
        return setting.isBlank()
                ? List.of(projectFolder().resolve("holdfast").toString(), "server")
                : List.of(setting.strip().split("\\s+", -1));
    }

    /// The folder of the whole project: the nearest one above that holds the Maven wrapper.
    static Path projectFolder() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException("not started inside the project");
            }
            folder = parent;
        }
        return folder;
    }
}
