package io.holdfast.interop.differ;

import io.holdfast.interop.differ.corpus.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a replay has shown. Confined to one thread.
final class Report {
    private static final int NAMED_MAX = 6;

    private final Explanations explanations;
    private final Map<String, List<String>> unexplained = new TreeMap<>();
    private final List<String> serverErrors = new ArrayList<>();
    private int cases;
    private int casesThatDiffer;
    private int explained;

    Report(Explanations explanations) {
        this.explanations = explanations;
    }

    /// @param left the answer of the server that is called ours
    void add(Case one, Reply left, List<Difference> differences) {
        cases++;
        casesThatDiffer += differences.isEmpty() ? 0 : 1;
        for (Difference difference : differences) {
            if (explanations.explain(difference).isPresent()) {
                explained++;
            } else {
                unexplained
                        .computeIfAbsent(difference.text(), text -> new ArrayList<>())
                        .add(difference.caseName());
            }
        }
        boolean isServerError = left.status() == 0 || left.status() >= 500;
        if (isServerError != one.isNotImplemented() || isServerError && left.status() != 501) {
            serverErrors.add(one.name() + " answers " + left.status());
        }
    }

    boolean isClean() {
        return unexplained.isEmpty();
    }

    int cases() {
        return cases;
    }

    int casesThatDiffer() {
        return casesThatDiffer;
    }

    /// Difference, and the cases that have it.
    Map<String, List<String>> unexplained() {
        return unexplained;
    }

    /// Cases that A answers with 5xx or not at all where 501 is not expected, and those with
    /// another answer where it is.
    List<String> serverErrors() {
        return serverErrors;
    }

    /// @param isWhole whether all cases were compared, so that an explanation without use is told
    void print(boolean isWhole) {
        unexplained.forEach(
                (text, names) -> {
                    IO.println(text + "   (" + names.size() + ")");
                    names.stream().limit(NAMED_MAX).forEach(name -> IO.println("      " + name));
                });
        serverErrors.forEach(text -> IO.println("unexpected of A: " + text));
        if (isWhole) {
            for (Explanations.Explanation one : explanations.all()) {
                if (explanations.uses(one) == 0) {
                    IO.println("explanation without use: " + one.reason());
                }
            }
        }
        int unexplainedCount = unexplained.values().stream().mapToInt(List::size).sum();
        IO.println(
                "%d cases: %d with the same answers, %d that differ; %d differences: %d explained, %d not"
                        .formatted(
                                cases,
                                cases - casesThatDiffer,
                                casesThatDiffer,
                                explained + unexplainedCount,
                                explained,
                                unexplainedCount));
    }
}
