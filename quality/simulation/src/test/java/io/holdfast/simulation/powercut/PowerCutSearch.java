package io.holdfast.simulation.powercut;

import io.holdfast.simulation.KeyHistory;
import io.holdfast.simulation.Stats;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Runs many seeds: {@code quality/simulation/powercuts seeds=1000 first=1}. Of each that fails it
/// keeps the folders and a file that says what was found.
final class PowerCutSearch {
    private static final int CUTS = 6;

    private final Path folder;
    private final Stats total = new Stats();

    PowerCutSearch(Path folder) {
        this.folder = folder;
    }

    /// A broken promise.
    ///
    /// @param kept the drives, and `finding.txt` with the histories of the keys
    record Finding(long seed, String where, Throwable thrown, Path kept) {
        @Override
        public String toString() {
            return "seed %d, %s: %s\n  kept in %s".formatted(seed, where, root(thrown), kept);
        }
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    Stats total() {
        return total;
    }

    /// Runs one seed.
    ///
    /// @param preparation what is planted before
    Optional<Finding> run(long seed, int cuts, Consumer<PowerCutRun> preparation)
            throws IOException {
        Path own = folder.resolve("seed-" + seed);
        CuttableNode.deleteAll(own);
        Files.createDirectories(own);
        Optional<Finding> finding = Optional.empty();
        try (PowerCutRun run = new PowerCutRun(seed, own)) {
            preparation.accept(run);
            try {
                run.run(cuts);
            } catch (Exception | AssertionError e) {
                if (root(e) instanceof KeyHistory.TooOpen) {
                    run.stats().unjudged++;
                } else {
                    finding = Optional.of(new Finding(seed, run.where(), e, own));
                    describe(own, run, e);
                }
            }
            total.add(run.stats());
        }
        if (finding.isEmpty()) {
            CuttableNode.deleteAll(own);
        }
        return finding;
    }

    private static void describe(Path own, PowerCutRun run, Throwable thrown) throws IOException {
        StringWriter text = new StringWriter();
        text.append(run.setup().toString()).append('\n').append(run.where()).append('\n');
        thrown.printStackTrace(new PrintWriter(text));
        text.append(run.histories());
        Files.writeString(own.resolve("finding.txt"), text.toString());
    }

    @SuppressWarnings("SystemOut") // a program for the command line
    public static void main(String[] arguments) throws IOException {
        long seeds = option(arguments, "seeds", 100);
        long first = option(arguments, "first", 1);
        int cuts = (int) option(arguments, "cuts", CUTS);
        PowerCutSearch search = new PowerCutSearch(Files.createTempDirectory("powercuts"));
        List<Long> failed = new ArrayList<>();
        long startNs = System.nanoTime();
        for (long seed = first; seed < first + seeds; seed++) {
            Optional<Finding> finding = search.run(seed, cuts, _ -> {});
            if (finding.isPresent()) {
                failed.add(seed);
                System.out.println(finding.get());
            }
            if ((seed - first + 1) % 10 == 0) {
                System.out.printf(
                        "%d seeds, %.0f s, %d failed; %s%n",
                        seed - first + 1,
                        (System.nanoTime() - startNs) / 1e9,
                        failed.size(),
                        search.total());
            }
        }
        System.out.printf(
                "%d seeds in %.0f s; %s%n",
                seeds, (System.nanoTime() - startNs) / 1e9, search.total());
        System.out.println("failed: " + failed);
        System.exit(failed.isEmpty() ? 0 : 1);
    }

    private static long option(String[] arguments, String name, long otherwise) {
        for (String argument : arguments) {
            if (argument.startsWith(name + "=")) {
                return Long.parseLong(argument.substring(name.length() + 1));
            }
        }
        return otherwise;
    }
}
