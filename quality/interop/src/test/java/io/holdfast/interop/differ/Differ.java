package io.holdfast.interop.differ;

import io.holdfast.interop.Endpoint;
import io.holdfast.interop.differ.corpus.Case;
import io.holdfast.interop.differ.corpus.Corpus;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
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

    public static void main(String[] words) throws IOException {
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
                new Differ.Run(
                                new Side(a),
                                new Side(b),
                                Pattern.compile(only.isEmpty() ? ".*" : ".*(?:" + only + ").*"),
                                Pattern.compile(given.getOrDefault("show", "")))
                        .play(Corpus.all(run), Explanations.checkedIn());
        report.print(only.isEmpty());
        System.exit(report.isClean() ? 0 : 1);
    }

    /// One replay.
    ///
    /// @param only cases whose answers are compared; all are sent, as later ones rest on them
    /// @param show cases whose answers are printed; none where it is empty
    record Run(Side a, Side b, Pattern only, Pattern show) {
        Report play(List<Case> corpus, Explanations explanations) throws IOException {
            Report report = new Report(explanations);
            for (Case one : corpus) {
                Reply left = a.play(one);
                Reply right = b.play(one);
                if (!show.pattern().isEmpty() && show.matcher(one.name()).find()) {
                    show(one, left, right);
                }
                List<Difference> differences =
                        Difference.between(one.name(), a.read(one, left), b.read(one, right));
                if (only.matcher(one.name()).matches()) {
                    report.add(one, left, differences);
                }
            }
            return report;
        }

        private static void show(Case one, Reply left, Reply right) {
            IO.println("--- " + one.name() + "   " + one.method() + " " + one.target());
            for (Reply reply : List.of(left, right)) {
                IO.println(reply.status() + " " + reply.headers() + "\n" + reply.text() + "\n");
            }
        }
    }
}
