package io.holdfast.interop.differ;

import io.holdfast.interop.Endpoint;
import io.holdfast.interop.differ.corpus.Corpus;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Replays the corpus against two servers, which should be fresh, and prints a report. See the
/// script `differ`.
final class Differ {
    private static final Set<String> WORDS =
            Set.of("A", "B", "access", "secret", "accessB", "secretB", "only", "show");

    private Differ() {}

    public static void main(String[] words) throws InterruptedException {
        Map<String, String> given = new HashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 0 || !WORDS.contains(word.substring(0, equals))) {
                throw new IllegalArgumentException(
                        "known are NAME=VALUE of " + new TreeSet<>(WORDS) + ", not " + word);
            }
            given.put(word.substring(0, equals), word.substring(equals + 1));
        }
        String access = given.getOrDefault("access", "minioadmin");
        String secret = given.getOrDefault("secret", "minioadmin");
        Endpoint a = new Endpoint(URI.create(given.get("A")), access, secret);
        Endpoint b =
                new Endpoint(
                        URI.create(given.get("B")),
                        given.getOrDefault("accessB", access),
                        given.getOrDefault("secretB", secret));
        String run = "d" + Long.toString(System.currentTimeMillis() / 1000, 36);
        String only = given.getOrDefault("only", "");
        Report report =
                new Replay(
                                a,
                                b,
                                Pattern.compile(only.isEmpty() ? ".*" : ".*(?:" + only + ").*"),
                                Pattern.compile(given.getOrDefault("show", "")))
                        .play(Corpus.all(run), Explanations.checkedIn());
        report.print(only.isEmpty());
        System.exit(report.isClean() ? 0 : 1);
    }
}
