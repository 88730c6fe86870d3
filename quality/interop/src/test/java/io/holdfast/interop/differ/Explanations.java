package io.holdfast.interop.differ;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The differences that are known, each with its reason. The table is text: blocks of lines
/// `reason:`, `right:` (who is by AWS's documentation: ours, peer, both, neither), `cases:` and
/// `differs:` (regular expressions of the whole name and the whole difference; each may be said
/// several times), apart by empty lines.
final class Explanations {
    private static final String TABLE = "explained.txt";
    private static final Set<String> SIDES = Set.of("ours", "peer", "both", "neither");

    /// @param right who is, by AWS's documentation
    record Explanation(
            String reason, String right, List<Pattern> cases, List<Pattern> differences) {
        Explanation {
            cases = List.copyOf(cases);
            differences = List.copyOf(differences);
            if (reason.isBlank()
                    || !SIDES.contains(right)
                    || cases.isEmpty()
                    || differences.isEmpty()) {
                throw new IllegalArgumentException("an explanation lacks something: " + reason);
            }
        }

        boolean covers(Difference difference) {
            return matches(cases, difference.caseName()) && matches(differences, difference.text());
        }

        private static boolean matches(List<Pattern> patterns, String text) {
            return patterns.stream().anyMatch(pattern -> pattern.matcher(text).matches());
        }
    }

    private final List<Explanation> all;
    private final Map<Explanation, Integer> uses = new HashMap<>();

    Explanations(List<Explanation> all) {
        this.all = List.copyOf(all);
    }

    /// The table beside this class.
    static Explanations checkedIn() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Explanations.class.getResourceAsStream(TABLE),
                                StandardCharsets.UTF_8))) {
            return parse(lines.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Explanations parse(List<String> lines) {
        List<Explanation> all = new ArrayList<>();
        List<String> block = new ArrayList<>();
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                block.add(line);
            } else if (!block.isEmpty()) {
                all.add(explanation(block));
                block.clear();
            }
        }
        if (!block.isEmpty()) {
            all.add(explanation(block));
        }
        return new Explanations(all);
    }

    private static Explanation explanation(List<String> block) {
        return new Explanation(
                String.join(" ", values(block, "reason")),
                String.join(" ", values(block, "right")),
                values(block, "cases").stream().map(Pattern::compile).toList(),
                values(block, "differs").stream().map(Pattern::compile).toList());
    }

    private static List<String> values(List<String> block, String word) {
        String start = word + ": ";
        return block.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .toList();
    }

    /// The first that covers the difference; counts as a use of it.
    Optional<Explanation> explain(Difference difference) {
        Optional<Explanation> found =
                all.stream().filter(one -> one.covers(difference)).findFirst();
        found.ifPresent(one -> uses.merge(one, 1, Integer::sum));
        return found;
    }

    int uses(Explanation one) {
        return uses.getOrDefault(one, 0);
    }

    List<Explanation> all() {
        return all;
    }
}
