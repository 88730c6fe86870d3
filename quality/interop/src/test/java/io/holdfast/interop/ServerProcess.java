package io.holdfast.interop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One running server process. Its output goes into one log file.
public final class ServerProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final int TAIL_CHARS = 12_000;

    private final Process process;
    private final Path log;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// Starts a server; does not wait for it.
    ///
    /// @param prefix words before the server's command line
    /// @param log is appended to
    static ServerProcess start(
            List<String> prefix,
            String address,
            List<String> drives,
            Map<String, String> environment,
            Path log)
            throws IOException {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(Launcher.commandLine(address, drives));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return new ServerProcess(builder.start(), log);
    }

    /// Returns when the server takes requests.
    ///
    /// @throws AssertionError with the log, if it ends or takes more than a minute
    public void awaitHealthy(URI endpoint) throws InterruptedException {
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(endpoint.resolve("/minio/health/cluster/read"))
                            .timeout(Duration.ofSeconds(5))
                            .build();
            Patience.await(
                    START_LIMIT,
                    "a healthy server",
                    () ->
                            !process.isAlive()
                                    || http.send(request, BodyHandlers.discarding()).statusCode()
                                            == 200);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + logTail(), e);
        }
        if (!process.isAlive()) {
            throw new AssertionError(
                    "the server ended with " + process.exitValue() + "\n" + logTail());
        }
    }

    /// Ends it as `kill -9` does; nothing in the process runs any more when this returns.
    public void kill() throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
        for (ProcessHandle child : children) {
            Patience.await(STOP_LIMIT, "the end of a child process", () -> !child.isAlive());
        }
    }

    /// Asks it to end (SIGTERM) and waits.
    ///
    /// @return the exit code
    public int stop() throws InterruptedException {
        process.destroy();
        return awaitExit();
    }

    /// Waits until the server ends by itself.
    ///
    /// @return the exit code
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            kill();
            throw new AssertionError("the server did not end\n" + logTail());
        }
        return process.exitValue();
    }

    /// Whether the process runs.
    public boolean isAlive() {
        return process.isAlive();
    }

    /// Process id of the launcher, which is the server's own where the launcher replaces itself.
    public long pid() {
        return process.pid();
    }

    /// All that was written to its log file, also by processes before it.
    public String log() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return log + ": " + e;
        }
    }

    /// The end of the log.
    public String logTail() {
        String text = log();
        return "--- " + log + "\n" + text.substring(Math.max(0, text.length() - TAIL_CHARS));
    }

    /// Kills it if it runs; an interrupt is kept for later.
    @Override
    public void close() {
        try {
            if (process.isAlive()) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
