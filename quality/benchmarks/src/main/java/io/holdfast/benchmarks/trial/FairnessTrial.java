package io.holdfast.benchmarks.trial;

import io.holdfast.benchmarks.load.Load;
import io.holdfast.benchmarks.load.Operation;
import io.holdfast.benchmarks.load.Options;
import io.holdfast.benchmarks.load.Plan;
import io.holdfast.benchmarks.load.Result;
import io.holdfast.benchmarks.load.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Small reads, alone and beside large transfers at full rate. The large ones come from processes
/// of their own, so that no small request waits inside the driver; they share the cores all the
/// same.
///
/// Options: `seconds=20 warm=10 connections=4 large=4` connections of each kind of large transfer.
final class FairnessTrial implements Main.Trial {
    private static final Bar BAR = Bar.atMost(5);
    private static final int LARGE_KEYS = 20;

    /// In the line that the driver prints.
    private static final int MB_PER_SECOND = 4;

    @Override
    public void run(Options options, Path work) throws IOException, InterruptedException {
        int connections = options.number("connections", 4);
        Duration duration = Duration.ofSeconds(options.number("seconds", 20));
        Duration warm = Duration.ofSeconds(options.number("warm", 10));
        int large = options.number("large", 4);
        Plan small = new Plan(Operation.GET, 4_096, connections, duration, 5_000, "small");
        Page.title("GET of 4 KiB beside transfers of 10 MiB");
        Page.head("", "GET/s", "P50 ms", "P99 ms", "P99.9 ms", "refused", "large ones");
        Map<String, Double> ratios = new LinkedHashMap<>();
        try (TestServer server = TestServer.ours(work)) {
            server.start();
            Load load = server.load();
            load.prepare(small);
            load.prepare(new Plan(Operation.PUT, 10 << 20, 4, warm, LARGE_KEYS, "large-get"));
            load.run(small.with(warm));
            Result alone = load.run(small);
            row("alone", alone, "–");
            for (List<String> kinds :
                    List.of(List.of("get"), List.of("put"), List.of("get", "put"))) {
                Duration span = warm.plus(duration).plusSeconds(2);
                List<Process> transfers = new ArrayList<>();
                for (String kind : kinds) {
                    transfers.add(transfer(kind, server.target(), large, span));
                }
                load.run(small.with(warm));
                Result beside = load.run(small);
                String name = "beside large " + String.join(" and ", kinds);
                row(name, beside, rates(transfers));
                ratios.put(name, beside.quantileMs(0.99) / alone.quantileMs(0.99));
            }
        }
        Page.end();
        ratios.forEach((name, ratio) -> Page.bar("P99 " + name + ", of alone", ratio, BAR));
        Page.end();
    }

    /// Another driver, which ends by itself.
    private static Process transfer(String kind, Target target, int connections, Duration span)
            throws IOException {
        ProcessBuilder driver =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        io.holdfast.benchmarks.load.Main.class.getName(),
                        target.endpoint().toString(),
                        "prepare=0",
                        "prefix=large-" + kind,
                        "size=" + (10 << 20),
                        "keys=" + LARGE_KEYS,
                        "connections=" + connections,
                        "seconds=" + span.toSeconds(),
                        kind);
        driver.environment().put("AWS_ACCESS_KEY_ID", target.accessKey());
        driver.environment().put("AWS_SECRET_ACCESS_KEY", target.secretKey());
        driver.redirectError(ProcessBuilder.Redirect.INHERIT);
        return driver.start();
    }

    /// Waits for the end of transfers and says what they came to.
    private static String rates(List<Process> transfers) throws IOException {
        List<String> rates = new ArrayList<>();
        for (Process transfer : transfers) {
            String output =
                    new String(transfer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String[] figures = output.strip().lines().toList().getLast().split("\t", -1);
            if (figures.length <= MB_PER_SECOND) {
                throw new IOException("the large transfers failed: " + output);
            }
            rates.add(figures[0] + " " + figures[MB_PER_SECOND] + " MB/s");
        }
        return String.join(", ", rates);
    }

    private static void row(String name, Result result, String large) {
        Page.row(
                name,
                result.perSecond(),
                result.quantileMs(0.50),
                result.quantileMs(0.99),
                result.quantileMs(0.999),
                result.failures(),
                large);
    }
}
