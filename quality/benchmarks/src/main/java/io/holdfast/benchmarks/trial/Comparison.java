package io.holdfast.benchmarks.trial;

import io.holdfast.benchmarks.load.Load;
import io.holdfast.benchmarks.load.Operation;
import io.holdfast.benchmarks.load.Options;
import io.holdfast.benchmarks.load.Plan;
import io.holdfast.benchmarks.load.Result;
import io.holdfast.benchmarks.trial.Contest.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/// Single operations on both servers: rates, latencies, CPU time and memory.
///
/// Options: `rounds=3 seconds=8 warm=5 minutes=60`; `first=15` seconds of PUT and of GET come
/// before everything, until a virtual machine has compiled what is hot; `least=0` bytes of what is
/// measured.
final class Comparison implements Main.Trial {
    @Override
    public void run(Options options, Path work) throws IOException, InterruptedException {
        Page.title("Operations beside the peer");
        Contest contest = new Contest();
        contest.rounds(
                options,
                work,
                (side, server) -> {
                    warmUp(server.load(), options);
                    measure(side, server.load(), options, contest);
                });
        contest.print();
        Page.text(
                "CPU is the server's, until it was quiet again. The driver shares the machine: its part"
                        + " is in % of all cores, and a rate is its limit as much as the server's from"
                        + " half on.");
    }

    private static void warmUp(Load load, Options options)
            throws IOException, InterruptedException {
        Duration duration = Duration.ofSeconds(options.number("first", 15));
        Plan put = new Plan(Operation.PUT, 4_096, 32, duration, 2_000, "warm-up");
        load.run(put);
        load.prepare(put);
        load.run(put.with(Operation.GET));
    }

    private static void measure(Side side, Load load, Options options, Contest contest)
            throws IOException, InterruptedException {
        Set<Integer> sizes = new HashSet<>();
        int least = options.number("least", 0);
        for (Workload workload : Workload.all()) {
            if (workload.sizeBytes() < least) {
                continue;
            }
            Result result = workload.run(load, options, sizes.add(workload.sizeBytes()));
            String name = workload.name();
            Page.progress("%s %s: %.1f/s", side, name, result.perSecond());
            contest.add(side, name, "per second", result.perSecond());
            contest.add(side, name, "P50 ms", result.quantileMs(0.50));
            contest.add(side, name, "P99 ms", result.quantileMs(0.99));
            contest.add(side, name, "CPU ms each", result.cpuMsEach());
            contest.add(side, name, "RSS MiB", (double) result.residentMb());
            contest.add(side, name, "driver's CPU %", result.driverPercent());
            if (result.failures() > 0) {
                contest.add(side, name, "refused", (double) result.failures());
            }
        }
    }
}
