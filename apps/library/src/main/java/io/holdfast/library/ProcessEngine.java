package io.holdfast.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Runs each server in a process of its own, on a Java that the engine needs.
final class ProcessEngine implements ServerEngine {
    private static final String MAIN = "io.holdfast.embedded.EngineProcess";

    private final JavaFinder finder;

    ProcessEngine() {
        this(JavaFinder.usual());
    }

    ProcessEngine(JavaFinder finder) {
        this.finder = finder;
    }

    @Override
    public Control start(Plan plan) {
        String resource = MAIN.replace('.', '/') + ".class";
        if (ProcessEngine.class.getClassLoader().getResource(resource) == null) {
            throw new HoldfastException(
                    "The engine is not on the class path: add io.holdfast:holdfast-embedded.");
        }
        Path java = finder.find();
        try {
            Path log = Files.createTempFile("holdfast-", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(
                            java.toString(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx128m",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path", ""),
                            MAIN);
            // Options for the caller's Java would print to the output, or be unknown.
            builder.environment()
                    .keySet()
                    .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
            builder.redirectError(log.toFile());
            return ProcessControl.start(builder.start(), log, plan);
        } catch (IOException e) {
            throw new HoldfastException(
                    "The server's process could not be started with %s: %s".formatted(java, e), e);
        }
    }
}
