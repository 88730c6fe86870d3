package io.holdfast.benchmarks.trial;

import io.holdfast.benchmarks.load.Load;
import io.holdfast.benchmarks.load.Options;
import io.holdfast.benchmarks.load.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Every line of the comparison on this project's server with `--small`, in as much memory as that
/// promises to do with: whether each runs without a failure.
///
/// Options: `mib=192 seconds=5 warm=2`.
final class SmallTrial implements Main.Trial {
    @Override
    public void run(Options options, Path work) throws IOException, InterruptedException {
        int mib = options.number("mib", 192);
        Page.title("--small in %d MiB".formatted(mib));
        Optional<MemoryGroup> group = MemoryGroup.of((long) mib << 20);
        List<String> command = new ArrayList<>();
        group.ifPresent(there -> command.addAll(there.prefix()));
        command.addAll(List.of(TestServer.command("SERVER_COMMAND").strip().split("\\s+", -1)));
        command.add("--small");
        Page.text(
                group.isPresent()
                        ? "The kernel holds the limit (a control group), file cache included."
                        : "No control group can be made here, so nothing holds the limit: the last"
                                + " column alone tells.");
        long mostOwnMb;
        try (TestServer server = TestServer.create(command, work)) {
            mostOwnMb = rows(server, options);
            Page.end();
            if (group.isPresent()) {
                Page.text("The kernel: " + group.get().report() + ".");
            }
        } finally {
            if (group.isPresent()) {
                group.get().close();
            }
        }
        Page.bar("memory of its own, MiB", (double) mostOwnMb, Bar.atMost(mib));
        Page.end();
    }

    /// @return the most memory of its own that the server had after a line
    private static long rows(TestServer server, Options options)
            throws IOException, InterruptedException {
        server.start();
        Load load = server.load();
        Options own = options.or("warm", "2").or("seconds", "5");
        Page.head("", "per second", "P99 ms", "CPU ms each", "refused", "RSS MiB", "own MiB");
        Set<Integer> sizes = new HashSet<>();
        long most = 0;
        for (Workload workload : Workload.all()) {
            Page.progress(workload.name());
            try {
                Result result = workload.run(load, own, sizes.add(workload.sizeBytes()));
                long ownMb = server.ownMb();
                most = Math.max(most, ownMb);
                Page.row(
                        workload.name(),
                        result.perSecond(),
                        result.quantileMs(0.99),
                        result.cpuMsEach(),
                        result.failures(),
                        result.residentMb(),
                        ownMb);
            } catch (IOException e) {
                Page.row(workload.name(), "**FAILED**", cause(e), "", "", "", "");
                if (!server.isAlive()) {
                    throw e;
                }
            }
        }
        return most;
    }

    /// What is behind all that was wrapped around it.
    private static String cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure.toString() : cause(cause);
    }
}
