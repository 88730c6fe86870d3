package io.holdfast.benchmarks.trial;

import io.holdfast.benchmarks.load.Load;
import io.holdfast.benchmarks.load.Operation;
import io.holdfast.benchmarks.load.Options;
import io.holdfast.benchmarks.load.PageWalk;
import io.holdfast.benchmarks.load.Plan;
import io.holdfast.benchmarks.load.Result;
import io.holdfast.benchmarks.trial.Contest.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// Listing a bucket from its first key to its last in pages of 1,000, on one connection. Each
/// server is filled once and started anew for each round.
///
/// Options: `keys=100000 rounds=3 seconds=15 warm=10`.
final class ListingTrial implements Main.Trial {
    private static final int OBJECT_BYTES = 64;

    @Override
    public void run(Options options, Path work) throws IOException, InterruptedException {
        int keys = options.number("keys", 100_000);
        Page.title("Listing %,d keys in pages of 1,000".formatted(keys));
        Map<Side, TestServer> servers = new EnumMap<>(Side.class);
        try {
            for (Side side : Contest.sides()) {
                TestServer server = TestServer.create(side.command(), work);
                servers.put(side, server);
                server.start();
                Page.progress("%s: filling", side);
                server.load()
                        .prepare(
                                new Plan(
                                        Operation.PUT, OBJECT_BYTES, 64, Duration.ZERO, keys, "k"));
                server.load().settle();
                server.stop();
            }
            Contest contest = new Contest();
            contest.rounds(
                    options,
                    side -> {
                        TestServer server = Objects.requireNonNull(servers.get(side));
                        server.start();
                        measure(side, server, keys, options, contest);
                        server.stop();
                    });
            contest.print();
        } finally {
            for (TestServer server : servers.values()) {
                server.close();
            }
        }
    }

    private static void measure(
            Side side, TestServer server, int keys, Options options, Contest contest)
            throws IOException, InterruptedException {
        Load load = server.load();
        PageWalk walk = new PageWalk(server.target(), keys);
        load.run(() -> walk, 1, Duration.ofSeconds(options.number("warm", 10)));
        PageWalk measured = new PageWalk(server.target(), keys);
        Result result =
                load.run(() -> measured, 1, Duration.ofSeconds(options.number("seconds", 15)));
        double pages = Math.ceil(keys / 1_000.0);
        String name = "The whole bucket";
        Page.progress("%s: %.1f pages/s", side, result.perSecond());
        contest.add(side, name, "ms", 1_000 * pages / result.perSecond());
        contest.add(side, name, "CPU ms", pages * result.cpuMsEach());
        contest.add(side, "A page", "P50 ms", result.quantileMs(0.50));
        contest.add(side, "A page", "P99 ms", result.quantileMs(0.99));
        contest.add(side, "A page", "RSS MiB", (double) result.residentMb());
        contest.add(side, "A page", "driver's CPU %", result.driverPercent());
        if (walk.walks() + measured.walks() == 0) {
            throw new IOException("no walk came to its end: give it more seconds");
        }
    }
}
