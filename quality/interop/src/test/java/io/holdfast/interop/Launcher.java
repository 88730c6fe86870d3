package io.holdfast.interop;

import io.holdfast.testkit.ProjectFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
        if (!setting.isBlank()) {
            return List.of(setting.strip().split("\\s+", -1));
        }
        acceptPackaged();
        return List.of(ProjectFolder.find().resolve("holdfast").toString(), "server");
    }

    /// The build that runs the suites has packaged the server; `holdfast` shall not do so again. It
    /// compares its mark with the sources, so the mark gets the time of the newest jar.
    private static void acceptPackaged() {
        Path home = ProjectFolder.find().resolve("apps/server/target/holdfast");
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            long newest =
                    jars.filter(jar -> jar.getFileName().toString().startsWith("holdfast-"))
                            .mapToLong(jar -> jar.toFile().lastModified())
                            .max()
                            .orElse(0);
            Path mark = home.resolve("built");
            if (newest > mark.toFile().lastModified()) {
                Files.write(mark, new byte[0]);
                Files.setLastModifiedTime(mark, FileTime.fromMillis(newest));
            }
        } catch (NoSuchFileException e) {
            return; // Nothing is packaged yet: the script does it.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
