package io.holdfast.benchmarks.trial;

import io.holdfast.benchmarks.load.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// Runs a trial by its name: `trial NAME [option=value ...]`. What it prints is Markdown; progress
/// goes to the standard error.
public final class Main {
    /// One question about whole servers.
    @FunctionalInterface
    interface Trial {
        /// Measures and prints.
        ///
        /// @param work folder for the data of servers, which the trial removes
        void run(Options options, Path work) throws IOException, InterruptedException;
    }

    private static final Map<String, Trial> TRIALS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("compare", new Comparison()),
                            Map.entry("start", new StartTrial()),
                            Map.entry("listing", new ListingTrial()),
                            Map.entry("multipart", new MultipartTrial()),
                            Map.entry("overwrite", new OverwriteTrial()),
                            Map.entry("pages", new PagesTrial()),
                            Map.entry("degraded", new DegradedTrial()),
                            Map.entry("growth", new GrowthTrial()),
                            Map.entry("many", new ManyTrial()),
                            Map.entry("commit", new CommitTrial()),
                            Map.entry("steps", new StepsTrial()),
                            Map.entry("fairness", new FairnessTrial()),
                            Map.entry("limits", new LimitsTrial()),
                            Map.entry("embedded", new EmbeddedTrial()),
                            Map.entry("small", new SmallTrial())));

    private Main() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Options options = Options.of(args);
        Trial trial = options.words().size() == 1 ? TRIALS.get(options.words().getFirst()) : null;
        if (trial == null) {
            System.err.println("usage: trial NAME [option=value ...], one of " + TRIALS.keySet());
            System.exit(2);
            return;
        }
        trial.run(options, Path.of(options.text("work", "target/trial")).toAbsolutePath());
    }
}
