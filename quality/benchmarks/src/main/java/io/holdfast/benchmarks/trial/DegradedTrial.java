package io.holdfast.benchmarks.trial;

import io.holdfast.benchmarks.load.Operation;
import io.holdfast.benchmarks.load.Options;
import io.holdfast.benchmarks.load.Plan;
import io.holdfast.benchmarks.load.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Reading large objects while a drive is missing: first one that goes while the server runs, then
/// one that is not there when it starts.
///
/// Options: `seconds=15 warm=10 keys=40 size=10485760 connections=8`.
final class DegradedTrial implements Main.Trial {
    private static final Bar BAR = Bar.atLeast(0.8);

    /// The server looks at its drives every two seconds.
    private static final long NOTICE_MS = 10_000;

    @Override
    public void run(Options options, Path work) throws IOException, InterruptedException {
        Plan plan =
                new Plan(
                        Operation.GET,
                        options.number("size", 10 << 20),
                        options.number("connections", 8),
                        Duration.ofSeconds(options.number("seconds", 15)),
                        options.number("keys", 40),
                        "large");
        Page.title("GET of %,d bytes with a drive missing".formatted(plan.sizeBytes()));
        Page.head(
                "",
                "GET/s",
                "MB/s",
                "P50 ms",
                "P99 ms",
                "CPU ms each",
                "driver's CPU %",
                "refused");
        try (TestServer server = TestServer.ours(work)) {
            server.start();
            server.load().prepare(plan);
            double healthy = row("healthy", server, plan, options);
            Path drive = server.drives().get(1);
            Path away = drive.resolveSibling("away");
            Files.move(drive, away);
            Thread.sleep(NOTICE_MS);
            double gone = row("a drive went while it ran", server, plan, options);
            server.stop();
            server.start();
            double missing = row("a drive was missing at the start", server, plan, options);
            server.stop();
            Files.move(away, drive);
            server.start();
            double again = row("started healthy again", server, plan, options);
            Page.end();
            double best = Math.max(healthy, again);
            Page.bar("GET/s with a drive gone, of the better healthy one", gone / best, BAR);
            Page.bar("GET/s with a drive missing, of the better healthy one", missing / best, BAR);
            Page.end();
        }
    }

    private static double row(String name, TestServer server, Plan plan, Options options)
            throws IOException, InterruptedException {
        server.load().run(plan.with(Duration.ofSeconds(options.number("warm", 10))));
        Result result = server.load().run(plan);
        Page.row(
                name,
                result.perSecond(),
                result.megabytesPerSecond(),
                result.quantileMs(0.50),
                result.quantileMs(0.99),
                result.cpuMsEach(),
                result.driverPercent(),
                result.failures());
        return result.perSecond();
    }
}
