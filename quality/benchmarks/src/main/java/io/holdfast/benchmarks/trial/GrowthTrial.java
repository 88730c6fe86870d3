package io.holdfast.benchmarks.trial;

import io.holdfast.benchmarks.load.Load;
import io.holdfast.benchmarks.load.Options;
import io.holdfast.benchmarks.load.Result;
import io.holdfast.benchmarks.load.Target;
import io.holdfast.benchmarks.load.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// Filling a bucket step by step: how rates, pages, starts and the disk grow with it. Without room
/// or time for another step it ends there and says so.
///
/// The first row is of a store that is as good as empty, once the server's code is compiled; the
/// bars are ratios to it.
///
/// Options: `objects=10000000 steps=10 base=20000 size=1024 connections=32 seconds=8 warm=25
/// restart=1000000 minutes=60 free=4` GiB of the disk to leave alone.
final class GrowthTrial implements Main.Trial {
    /// Warm-up of what a step measures: the server is warm from the first row on.
    private static final Duration SHORT = Duration.ofSeconds(3);

    /// Within 25 % of the empty store.
    private static final Bar BAR = Bar.atLeast(0.75);

    /// What a restart and the removal of the data may take of the time.
    private static final double SHARE_OF_STEPS = 0.85;

    @Override
    public void run(Options options, Path work) throws IOException, InterruptedException {
        int objects = options.number("objects", 10_000_000);
        int steps = options.number("steps", 10);
        int sizeBytes = options.number("size", 1_024);
        Page.title("Growing to %,d objects of %,d bytes".formatted(objects, sizeBytes));
        try (TestServer server = TestServer.ours(work)) {
            server.start();
            Limits limits = Limits.of(options, server);
            int there = Math.min(options.number("base", 20_000), objects / steps / 2);
            head();
            Rates empty = base(server, there, limits.emptyBytes, sizeBytes, options);
            Rates full = empty;
            for (int step = 1; step <= steps && limits.letGrow(there, objects / steps); step++) {
                int until = (int) ((long) objects * step / steps);
                Page.progress("filling up to %,d", until);
                Result fill =
                        Grown.fill(
                                server, there, until, sizeBytes, options.number("connections", 32));
                full = row(server, until, fill, limits.emptyBytes, sizeBytes, options);
                int mark = options.number("restart", 1_000_000);
                if (there < mark && until >= mark && step < steps) {
                    Page.end();
                    starts(server, until);
                    head();
                }
                there = until;
            }
            Page.end();
            Page.bar("overwriting, of empty", full.puts / empty.puts, BAR);
            Page.bar("GET, of empty", full.gets / empty.gets, BAR);
            Page.end();
            if (there < objects) {
                Page.text("It ended at %,d objects: %s.".formatted(there, limits.reason));
            }
            starts(server, there);
            Page.text(
                    "Longest wait: in which no PUT at all was acknowledged. Stalls: lines of the"
                            + " indexes' own logs in which RocksDB says that it delays or stops"
                            + " writes; it tells no times and no others of its counters.");
        }
    }

    private static void head() {
        Page.head(
                "objects",
                "fill/s",
                "P99 ms",
                "longest wait ms",
                "overwrite/s",
                "P99 ms",
                "GET/s",
                "P99 ms",
                "first page P99 ms",
                "disk bytes each",
                "RSS MiB",
                "stalls",
                "driver's CPU % filling");
    }

    /// @param puts over objects at random, a second
    /// @param gets of objects at random, a second
    private record Rates(double puts, double gets) {}

    private static Rates base(
            TestServer server, int there, long emptyBytes, int sizeBytes, Options options)
            throws IOException, InterruptedException {
        Page.progress("filling up to %,d, and warming up", there);
        int connections = options.number("connections", 32);
        Duration warm = Duration.ofSeconds(options.number("warm", 25));
        Result fill = Grown.fill(server, 0, there, sizeBytes, connections);
        Load load = server.load();
        load.run(Grown.overwrites(server.target(), there, sizeBytes), connections, warm);
        load.run(Grown.reads(server.target(), there, sizeBytes), connections, warm);
        return row(server, there, fill, emptyBytes, sizeBytes, options);
    }

    private static Rates row(
            TestServer server,
            int there,
            Result fill,
            long emptyBytes,
            int sizeBytes,
            Options options)
            throws IOException, InterruptedException {
        Duration duration = Duration.ofSeconds(options.number("seconds", 8));
        int connections = options.number("connections", 32);
        Load load = server.load();
        Target target = server.target();
        load.settle();
        long bytes = server.allocatedBytes() - emptyBytes;
        Work puts = Grown.overwrites(target, there, sizeBytes);
        load.run(puts, connections, SHORT);
        Result put = load.run(puts, connections, duration);
        Work gets = Grown.reads(target, there, sizeBytes);
        load.run(gets, connections, SHORT);
        Result get = load.run(gets, connections, duration);
        load.run(Grown.firstPage(target), 1, SHORT);
        Result page = load.run(Grown.firstPage(target), 1, duration);
        Page.row(
                "%,d".formatted(there),
                rate(fill),
                fill.quantileMs(0.99),
                fill.longestGapMs(),
                rate(put),
                put.quantileMs(0.99),
                rate(get),
                get.quantileMs(0.99),
                page.quantileMs(0.99),
                (double) bytes / there,
                get.residentMb(),
                Stalls.in(server.drives()),
                fill.driverPercent());
        return new Rates(put.perSecond(), get.perSecond());
    }

    private static String rate(Result result) {
        return Spread.number(result.perSecond())
                + (result.failures() == 0 ? "" : " (" + result.failures() + " refused)");
    }

    private static void starts(TestServer server, int there)
            throws IOException, InterruptedException {
        double stop = server.stop();
        double afterStop = server.start();
        server.kill();
        double afterKill = server.start();
        Page.text(
                "With %,d objects: stop %.0f ms, start after it %.0f ms, start after kill -9 %.0f ms."
                        .formatted(there, stop, afterStop, afterKill));
    }

    /// How far it may grow.
    private static final class Limits {
        private final TestServer server;
        private final long emptyBytes;
        private final long freeMin;
        private final long endNs;
        private String reason = "";
        private boolean isFirst = true;
        private long stepFrom;

        private Limits(TestServer server, long emptyBytes, long freeMin, long endNs) {
            this.server = server;
            this.emptyBytes = emptyBytes;
            this.freeMin = freeMin;
            this.endNs = endNs;
        }

        static Limits of(Options options, TestServer server)
                throws IOException, InterruptedException {
            double budgetNs = options.number("minutes", 60) * 60e9 * SHARE_OF_STEPS;
            return new Limits(
                    server,
                    server.emptyBytes(),
                    (long) options.number("free", 4) << 30,
                    System.nanoTime() + (long) budgetNs);
        }

        /// Whether a step like the last one fits into what is left of disk and time.
        boolean letGrow(int there, int more) throws IOException {
            long now = System.nanoTime();
            long lastStepNs = now - stepFrom;
            stepFrom = now;
            if (isFirst) {
                isFirst = false;
                return true;
            }
            double each = (double) (server.allocatedBytes() - emptyBytes) / there;
            if (Disk.freeBytes(server.drives().getFirst()) - each * more < freeMin) {
                reason = "the next step would leave too little of the disk";
            } else if (now + lastStepNs > endNs) {
                reason = "the next step would take too long";
            }
            return reason.isEmpty();
        }
    }
}
