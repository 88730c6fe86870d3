package io.holdfast.library;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.holdfast.library.ServerEngine.Control;
import io.holdfast.library.ServerEngine.Plan;
import io.holdfast.library.ServerEngine.Verb;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The far end of an engine that runs in a process of its own: lines of words in, lines of words
/// out. The first line is the plan, the others are verbs; each answer begins with `ok` or `no`.
public final class Engines {
    static final String OK = "ok";
    static final String NO = "no";

    private Engines() {}

    /// Starts the server that the first line asks for, and serves it until the input ends; then the
    /// server is stopped.
    public static void serve(ServerEngine engine, InputStream input, OutputStream output)
            throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(input, US_ASCII));
        String plan = lines.readLine();
        if (plan == null) {
            return;
        }
        try (Control control = engine.start(planOf(Words.split(plan)))) {
            send(output, List.of(OK));
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                send(output, answer(control, Words.split(line)));
            }
        } catch (HoldfastException e) {
            send(output, List.of(NO, String.valueOf(e.getMessage())));
        }
    }

    private static List<String> answer(Control control, List<String> words) {
        try {
            List<String> answer = new ArrayList<>(List.of(OK));
            answer.addAll(control.call(Verb.valueOf(words.get(0)), words.subList(1, words.size())));
            return answer;
        } catch (RuntimeException e) {
            return List.of(NO, String.valueOf(e.getMessage()));
        }
    }

    static List<String> words(Plan plan) {
        List<String> words = new ArrayList<>();
        words.add(plan.folder().toString());
        words.add(Integer.toString(plan.drives()));
        plan.settings()
                .forEach(
                        (name, value) -> {
                            words.add(name);
                            words.add(value);
                        });
        return words;
    }

    private static Plan planOf(List<String> words) {
        Map<String, String> settings = new TreeMap<>();
        for (int i = 2; i + 1 < words.size(); i += 2) {
            settings.put(words.get(i), words.get(i + 1));
        }
        return new Plan(settings, Path.of(words.get(0)), Integer.parseInt(words.get(1)));
    }

    private static void send(OutputStream output, List<String> words) throws IOException {
        output.write((Words.join(words) + "\n").getBytes(US_ASCII));
        output.flush();
    }
}
