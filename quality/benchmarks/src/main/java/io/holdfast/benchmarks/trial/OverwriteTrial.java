package io.holdfast.benchmarks.trial;

import io.holdfast.benchmarks.load.Load;
import io.holdfast.benchmarks.load.Operation;
import io.holdfast.benchmarks.load.Options;
import io.holdfast.benchmarks.load.Plan;
import io.holdfast.benchmarks.load.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// Writing over the same objects for a long time: whether it gets slower, and whether the space of
/// what was replaced comes back.
///
/// Options: `seconds=600 warm=30 keys=10000 size=4096 connections=32 calm=60`.
final class OverwriteTrial implements Main.Trial {
    private static final Bar RATE = Bar.atLeast(0.8);
    private static final Bar SPACE = Bar.atMost(2);

    /// Data drives and parity: what coding makes of a byte.
    private static final double CODED = 2;

    private static final int WINDOW_SECONDS = 60;

    @Override
    public void run(Options options, Path work) throws IOException, InterruptedException {
        Plan plan =
                new Plan(
                        Operation.PUT,
                        options.number("size", 4_096),
                        options.number("connections", 32),
                        Duration.ofSeconds(options.number("seconds", 600)),
                        options.number("keys", 10_000),
                        "same");
        Page.title(
                "Writing over %,d objects of %,d bytes for %d s"
                        .formatted(plan.keys(), plan.sizeBytes(), plan.duration().toSeconds()));
        try (TestServer server = TestServer.ours(work)) {
            server.start();
            long emptyBytes = server.emptyBytes();
            Load load = server.load();
            load.prepare(plan);
            load.run(plan.with(Duration.ofSeconds(options.number("warm", 30))));
            Result result;
            long endBytes;
            long peakBytes;
            try (DiskWatch watch = DiskWatch.of(server)) {
                result = load.run(plan);
                endBytes = server.allocatedBytes();
                peakBytes = watch.peakBytes();
            }
            Thread.sleep(options.number("calm", 60) * 1_000L);
            long calmBytes = server.allocatedBytes();
            if (endBytes < CODED * plan.keys() * plan.sizeBytes()) {
                throw new IOException("the drives take less than what is on them: look there");
            }
            printRates(plan, result);
            double liveBytes = CODED * plan.keys() * plan.sizeBytes();
            Page.head("disk", "MB", "× live", "× live, without what empty drives take");
            space("empty drives", emptyBytes, emptyBytes, liveBytes);
            space("live bytes, coded", (long) liveBytes, 0, liveBytes);
            space("most while writing", peakBytes, emptyBytes, liveBytes);
            space("at the end", endBytes, emptyBytes, liveBytes);
            space("after a calm time", calmBytes, emptyBytes, liveBytes);
            Page.end();
            Page.bar("disk of live bytes at the end, all of it", endBytes / liveBytes, SPACE);
            Page.bar(
                    "disk of live bytes at the end, without what empty drives take",
                    (endBytes - emptyBytes) / liveBytes,
                    SPACE);
            Page.end();
        }
    }

    private static void printRates(Plan plan, Result result) {
        double end = plan.duration().toSeconds();
        double window = Math.min(WINDOW_SECONDS, end / 4);
        double first = result.perSecondBetween(0, window);
        double last = result.perSecondBetween(end - window, end);
        Page.head("", "PUT/s");
        Page.row("first %.0f s".formatted(window), first);
        for (int tenth = 0; tenth < 10; tenth++) {
            Page.row(
                    "%d to %d %%".formatted(10 * tenth, 10 * tenth + 10),
                    result.perSecondBetween(end * tenth / 10, end * (tenth + 1) / 10));
        }
        Page.row("last %.0f s".formatted(window), last);
        Page.end();
        Page.text(
                """
                P50 %.2f ms, P99 %.2f ms, longest time without an answer %.0f ms, refused %d, \
                driver's CPU %.0f %%, RSS %d MiB."""
                        .formatted(
                                result.quantileMs(0.50),
                                result.quantileMs(0.99),
                                result.longestGapMs(),
                                result.failures(),
                                result.driverPercent(),
                                result.residentMb()));
        Page.bar("rate at the end of that in the beginning", last / first, RATE);
        Page.end();
    }

    private static void space(String name, long bytes, long emptyBytes, double liveBytes) {
        Page.row(name, bytes / 1e6, bytes / liveBytes, (bytes - emptyBytes) / liveBytes);
    }
}
