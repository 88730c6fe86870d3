package io.holdfast.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program of somebody else, run as a child process with a home folder of its own.
public final class Tool {
    private static final int LIMIT_SECONDS = 300;

    private final List<String> command;
    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();

    private Tool(List<String> command, Path folder) {
        this.command = command;
        this.folder = folder;
    }

    /// The named program. Where it is not installed the test is skipped, or fails when
    /// `INTEROP_TOOLS=required` says that all must be there, as `./test` does.
    ///
    /// @param program a name on the path, or a path
    /// @param folder working directory and home of the program
    public static Tool require(String program, Path folder) {
        boolean installed =
                Arrays.stream(
                                System.getenv()
                                        .getOrDefault("PATH", "")
                                        .split(File.pathSeparator, -1))
                        .anyMatch(entry -> Files.isExecutable(Path.of(entry).resolve(program)));
        if ("required".equals(System.getenv("INTEROP_TOOLS"))) {
            assertThat(installed).as(program + " is installed (./test does it)").isTrue();
        }
        assumeTrue(installed, program + " is not installed; ./test installs it");
        return new Tool(List.of(program), folder).with("HOME", folder.toString());
    }

    /// A program that `quality/interop/install-clients` brought into the build folder.
    ///
    /// @param path from `target/clients`
    public static Tool requireClient(String path, Path folder) {
        return require(Path.of("target/clients", path).toAbsolutePath().toString(), folder);
    }

    /// Arguments that stand before those of each [#run].
    public Tool prefixed(String... arguments) {
        List<String> longer = new ArrayList<>(command);
        longer.addAll(List.of(arguments));
        Tool tool = new Tool(List.copyOf(longer), folder);
        tool.environment.putAll(environment);
        return tool;
    }

    /// Sets a variable of its environment.
    public Tool with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /// Gives it the usual variables of AWS for this endpoint.
    public Tool withCredentials(Endpoint endpoint) {
        return with("AWS_ACCESS_KEY_ID", endpoint.accessKey())
                .with("AWS_SECRET_ACCESS_KEY", endpoint.secretKey())
                .with("AWS_DEFAULT_REGION", Endpoint.REGION)
                .with("AWS_EC2_METADATA_DISABLED", "true");
    }

    /// The words that stand before those of each run, for use in a shell's line.
    public List<String> words() {
        return command;
    }

    /// Gives another program the same environment.
    public void copyEnvironment(Tool target) {
        target.environment.putAll(environment);
    }

    /// Runs it and demands success.
    ///
    /// @return what it printed, errors included
    public String run(String... arguments) throws IOException, InterruptedException {
        Result result = attempt(arguments);
        assertThat(result.exitCode()).as("%s", result).isZero();
        return result.output();
    }

    /// Runs it, whatever comes of it.
    public Result attempt(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "output-", ".txt");
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().keySet().removeIf(Tool::isForeign);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(
                        line + " did not end; it printed\n" + Files.readString(output));
            }
        } finally {
            process.destroyForcibly();
        }
        String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        Files.delete(output);
        return new Result(line, process.exitValue(), text);
    }

    /// Settings of the caller's own account, proxy or tools have no business in a test.
    private static boolean isForeign(String variable) {
        String name = variable.toUpperCase(Locale.ROOT);
        return name.startsWith("AWS_")
                || name.startsWith("MC_")
                || name.startsWith("RCLONE_")
                || name.startsWith("RESTIC_")
                || name.endsWith("_PROXY");
    }

    /// How a run ended.
    ///
    /// @param command all words of it
    /// @param exitCode 0 is success
    /// @param output both streams together
    public record Result(List<String> command, int exitCode, String output) {
        public Result {
            command = List.copyOf(command);
        }
    }
}
