package io.holdfast.benchmarks.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Runs two servers in turn, round by round on the same machine, and prints their figures and
/// ratios as a Markdown table. A ratio is taken within a round, so what the machine does otherwise
/// hits both alike; the table tells its median and, in brackets, its smallest and largest.
public final class Comparison {
    private static final int WARM_UP_SECONDS = 5;

    private Comparison() {}

    /// What one line of the table measures.
    private record Workload(Operation operation, int sizeBytes, int connections, int keys) {
        Plan plan(Duration duration) {
            return new Plan(operation, sizeBytes, connections, duration, keys);
        }

        String name() {
            String size =
                    sizeBytes >= 1 << 20 ? (sizeBytes >> 20) + " MiB" : (sizeBytes >> 10) + " KiB";
            return operation == Operation.LIST
                    ? "LIST, pages of 1,000"
                    : operation + " " + size + ", " + connections + " connections";
        }
    }

    /// In this order: reads find what the writes before them left, deletes come last.
    private static List<Workload> workloads() {
        int large = 10 << 20;
        return List.of(
                new Workload(Operation.PUT, 4_096, 32, 5_000),
                new Workload(Operation.GET, 4_096, 32, 5_000),
                new Workload(Operation.HEAD, 4_096, 32, 5_000),
                new Workload(Operation.LIST, 4_096, 4, 5_000),
                new Workload(Operation.PUT, 4_096, 1, 5_000),
                new Workload(Operation.GET, 4_096, 1, 5_000),
                new Workload(Operation.DELETE, 4_096, 32, 5_000),
                new Workload(Operation.PUT, 131_072, 32, 1_000),
                new Workload(Operation.GET, 131_072, 32, 1_000),
                new Workload(Operation.PUT, large, 8, 40),
                new Workload(Operation.GET, large, 8, 40),
                new Workload(Operation.MULTIPART, 5 << 20, 8, 40));
    }

    /// Arguments: `rounds=3 seconds=5 work=FOLDER`; the commands are in `SERVER_COMMAND` and
    /// `PEER_COMMAND`.
    public static void main(String[] args) throws IOException, InterruptedException {
        Options options = Options.of(args);
        int rounds = options.number("rounds", 3);
        int seconds = options.number("seconds", 5);
        Path work = Path.of(options.text("work", "target/comparison")).toAbsolutePath();
        Map<Workload, List<Result>> ours = new LinkedHashMap<>();
        Map<Workload, List<Result>> theirs = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            System.err.println("round " + round + " of " + rounds);
            measure(command("SERVER_COMMAND"), work, seconds, ours);
            measure(command("PEER_COMMAND"), work, seconds, theirs);
        }
        print(ours, theirs, rounds, seconds);
    }

    private static String command(String variable) {
        String command = System.getenv(variable);
        if (command == null || command.isBlank()) {
            throw new IllegalArgumentException(variable + " is not set");
        }
        return command;
    }

    private static void measure(
            String command, Path work, int seconds, Map<Workload, List<Result>> into)
            throws IOException, InterruptedException {
        try (ServerUnderTest server = ServerUnderTest.start(command, work)) {
            Load load = new Load(server.target());
            Plan warmUp =
                    new Plan(Operation.PUT, 4_096, 32, Duration.ofSeconds(WARM_UP_SECONDS), 5_000);
            load.run(warmUp);
            load.run(warmUp.with(Operation.GET));
            load.prepare(warmUp);
            int sizeBytes = warmUp.sizeBytes();
            for (Workload workload : workloads()) {
                Plan plan = workload.plan(Duration.ofSeconds(seconds));
                if (plan.sizeBytes() != sizeBytes && plan.operation() != Operation.MULTIPART) {
                    load.prepare(plan);
                    sizeBytes = plan.sizeBytes();
                }
                Result result = load.run(plan);
                System.err.println(result.line());
                into.computeIfAbsent(workload, key -> new ArrayList<>()).add(result);
            }
        }
    }

    private static void print(
            Map<Workload, List<Result>> ours,
            Map<Workload, List<Result>> theirs,
            int rounds,
            int seconds) {
        IO.println(
                "%d rounds in turn, %d s each, %d cores; medians, in brackets the extremes."
                        .formatted(rounds, seconds, Runtime.getRuntime().availableProcessors()));
        IO.println("");
        IO.println(
                "| | Holdfast/s | peer/s | ratio | p99 ms | peer's | CPU ms each | peer's |"
                        + " RSS MiB | peer's |");
        IO.println("|---|---|---|---|---|---|---|---|---|---|");
        for (Workload workload : workloads()) {
            IO.println(row(workload, results(ours, workload), results(theirs, workload)));
        }
    }

    private static List<Result> results(Map<Workload, List<Result>> all, Workload workload) {
        return all.getOrDefault(workload, List.of());
    }

    private static String row(Workload workload, List<Result> ours, List<Result> theirs) {
        double[] ratios = new double[ours.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = ours.get(round).perSecond() / theirs.get(round).perSecond();
        }
        Arrays.sort(ratios);
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f | **%.2f** (%.2f–%.2f) | %.2f | %.2f | %.3f | %.3f | %.0f | %.0f |",
                workload.name(),
                median(ours, Result::perSecond),
                median(theirs, Result::perSecond),
                ratios[ratios.length / 2],
                ratios[0],
                ratios[ratios.length - 1],
                median(ours, result -> result.quantileMs(0.99)),
                median(theirs, result -> result.quantileMs(0.99)),
                median(ours, Result::cpuMsEach),
                median(theirs, Result::cpuMsEach),
                median(ours, Result::residentMb),
                median(theirs, Result::residentMb));
    }

    private static double median(List<Result> results, ToDoubleFunction<Result> figure) {
        double[] sorted = results.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
