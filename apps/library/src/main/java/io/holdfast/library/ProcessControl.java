package io.holdfast.library;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.holdfast.library.ServerEngine.Control;
import io.holdfast.library.ServerEngine.Plan;
import io.holdfast.library.ServerEngine.Verb;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One server in a process of its own. Any thread; one call at a time.
final class ProcessControl implements Control {
    private static final long STOP_SECONDS = 30;
    private static final int LOG_LINES = 20;

    private final Process process;
    private final Path log;
    private final BufferedWriter to;
    private final BufferedReader from;
    private boolean isClosed;

    private ProcessControl(Process process, Path log) {
        this.process = process;
        this.log = log;
        to = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), US_ASCII));
        from = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII));
    }

    /// Waits until the server in the process serves.
    ///
    /// @throws HoldfastException when it does not; the process is ended then
    static ProcessControl start(Process process, Path log, Plan plan) {
        ProcessControl control = new ProcessControl(process, log);
        boolean isServing = false;
        try {
            control.exchange(Engines.words(plan));
            isServing = true;
            return control;
        } finally {
            if (!isServing) {
                control.close();
            }
        }
    }

    @Override
    public List<String> call(Verb verb, List<String> words) {
        List<String> line = new ArrayList<>(List.of(verb.name()));
        line.addAll(words);
        return exchange(line);
    }

    private synchronized List<String> exchange(List<String> words) {
        if (isClosed) {
            throw new HoldfastException("The server has been stopped.");
        }
        try {
            to.write(Words.join(words) + "\n");
            to.flush();
            String line = from.readLine();
            if (line == null) {
                throw new HoldfastException("The server's process has ended: " + lastOfLog());
            }
            List<String> answer = Words.split(line);
            if (answer.get(0).equals(Engines.OK)) {
                return answer.subList(1, answer.size());
            }
            throw new HoldfastException(answer.get(1));
        } catch (IOException e) {
            throw new HoldfastException("The server's process has ended: " + lastOfLog(), e);
        }
    }

    private String lastOfLog() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "its log cannot be read: " + e;
        }
    }

    /// The end of its input is what the process stops at.
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            to.close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            from.close();
            Files.deleteIfExists(log);
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
