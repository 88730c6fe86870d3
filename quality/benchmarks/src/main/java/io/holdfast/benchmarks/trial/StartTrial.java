package io.holdfast.benchmarks.trial;

import io.holdfast.benchmarks.load.Options;
import io.holdfast.benchmarks.load.ProcessFigures;
import io.holdfast.benchmarks.trial.Contest.Side;
import java.io.IOException;
import java.nio.file.Path;

/// From the command to the first answered request, without objects, and what a server takes that
/// has nothing to do.
///
/// Options: `rounds=5 idle=10` seconds until memory is looked at.
final class StartTrial implements Main.Trial {
    private static final String EMPTY = "Start on empty drives";

    @Override
    public void run(Options options, Path work) throws IOException, InterruptedException {
        Page.title("Start and rest");
        Contest contest = new Contest();
        contest.rounds(options.or("rounds", "5"), side -> measure(side, options, work, contest));
        contest.print();
        Page.text("A start lasts from the command to the first 200 to a signed ListBuckets.");
    }

    private static void measure(Side side, Options options, Path work, Contest contest)
            throws IOException, InterruptedException {
        try (TestServer server = TestServer.create(side.command(), work)) {
            contest.add(side, EMPTY, "ms", server.start());
            ProcessFigures started = ProcessFigures.of(server.pid());
            contest.add(side, EMPTY, "CPU s", started.cpuSeconds());
            Thread.sleep(options.number("idle", 10) * 1_000L);
            ProcessFigures idle = ProcessFigures.of(server.pid());
            contest.add(side, "At rest", "RSS MiB", (double) idle.residentMb());
            contest.add(
                    side,
                    "At rest",
                    "CPU ms a second",
                    1_000
                            * (idle.cpuSeconds() - started.cpuSeconds())
                            / options.number("idle", 10));
            contest.add(side, "Stop", "ms", server.stop());
            contest.add(side, "Start after a stop", "ms", server.start());
            server.kill();
            contest.add(side, "Start after kill -9", "ms", server.start());
        }
    }
}
