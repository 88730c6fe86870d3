package io.holdfast.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the project lies whose tests run.
public final class ProjectFolder {
    private ProjectFolder() {}

    /// The nearest folder above the working folder that holds the Maven wrapper.
    ///
    /// @throws IllegalStateException when there is none
    public static Path find() {
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
