package io.holdfast.interop.differ;

import io.holdfast.interop.Endpoint;
import io.holdfast.interop.differ.corpus.Case;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/// One replay. Families are told apart by their buckets, so they run side by side; the first one,
/// which looks at all buckets, runs alone.
///
/// @param only cases whose answers are compared; all are sent, as later ones rest on them
/// @param show cases whose answers are printed; none where it is empty
record Replay(Endpoint a, Endpoint b, Pattern only, Pattern show) {
    private static final int FAMILIES_AT_ONCE = 6;

    /// A case and what came of it.
    private record Outcome(Case one, Reply left, Reply right, List<Difference> differences) {}

    Report play(List<Case> corpus, Explanations explanations) throws InterruptedException {
        Map<String, List<Case>> families = new LinkedHashMap<>();
        for (Case one : corpus) {
            String family = one.name().substring(0, one.name().indexOf(':'));
            families.computeIfAbsent(family, name -> new ArrayList<>()).add(one);
        }
        Report report = new Report(explanations);
        List<Future<List<Outcome>>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(FAMILIES_AT_ONCE)) {
            for (List<Case> family : families.values()) {
                Callable<List<Outcome>> task = () -> playFamily(family);
                Future<List<Outcome>> future = threads.submit(task);
                running.add(future);
                if (running.size() == 1) {
                    outcomes(future);
                }
            }
            for (Future<List<Outcome>> future : running) {
                outcomes(future).forEach(outcome -> add(report, outcome));
            }
        }
        return report;
    }

    private static List<Outcome> outcomes(Future<List<Outcome>> future)
            throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a family could not be replayed", e.getCause());
        }
    }

    private List<Outcome> playFamily(List<Case> family) throws IOException {
        Side left = new Side(a);
        Side right = new Side(b);
        List<Outcome> all = new ArrayList<>();
        for (Case one : family) {
            Reply ofLeft = left.play(one);
            Reply ofRight = right.play(one);
            all.add(
                    new Outcome(
                            one,
                            ofLeft,
                            ofRight,
                            Difference.between(
                                    one.name(), left.read(one, ofLeft), right.read(one, ofRight))));
        }
        return all;
    }

    private void add(Report report, Outcome outcome) {
        String name = outcome.one.name();
        if (!show.pattern().isEmpty() && show.matcher(name).find()) {
            IO.println("--- " + name + "   " + outcome.one.method() + " " + outcome.one.target());
            for (Reply reply : List.of(outcome.left, outcome.right)) {
                IO.println(reply.status() + " " + reply.headers() + "\n" + reply.text() + "\n");
            }
        }
        if (only.matcher(name).matches()) {
            report.add(outcome.one, outcome.left, outcome.differences);
        }
    }
}
