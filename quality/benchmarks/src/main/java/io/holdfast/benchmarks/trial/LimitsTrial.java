package io.holdfast.benchmarks.trial;

import io.holdfast.benchmarks.load.Load;
import io.holdfast.benchmarks.load.Operation;
import io.holdfast.benchmarks.load.Options;
import io.holdfast.benchmarks.load.Plan;
import io.holdfast.benchmarks.load.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What the machine can do at most, whatever a server does: the listener without a server behind
/// it, the disk, and single cores.
///
/// Options: `seconds=5 warm=8 file=1024` MiB for the disk's bandwidth.
final class LimitsTrial implements Main.Trial {
    @Override
    public void run(Options options, Path work) throws IOException, InterruptedException {
        Page.title("Limits of the machine");
        listener(options, work);
        Files.createDirectories(work);
        Path folder = Files.createTempDirectory(work, "disk-");
        try {
            DiskLimits.print(folder, options.number("seconds", 5), options.number("file", 1_024));
        } finally {
            Disk.delete(folder);
        }
        CoreLimits.print(options.number("seconds", 5));
    }

    private static void listener(Options options, Path work)
            throws IOException, InterruptedException {
        Page.head(
                "listener alone",
                "per second",
                "MB/s",
                "P50 ms",
                "P99 ms",
                "CPU ms each",
                "driver's CPU %");
        Duration duration = Duration.ofSeconds(options.number("seconds", 5));
        Duration warm = Duration.ofSeconds(options.number("warm", 8));
        try (TestServer server = TestServer.create(command(), work)) {
            server.start();
            Load load = server.load();
            Plan small = new Plan(Operation.PUT, 4_096, 32, duration, 1_000, "small");
            Plan large = new Plan(Operation.PUT, 10 << 20, 8, duration, 40, "large");
            for (Plan plan :
                    List.of(small, small.with(Operation.GET), large, large.with(Operation.GET))) {
                if (plan.operation() == Operation.GET) {
                    load.prepare(plan);
                }
                load.run(plan.with(warm));
                row(plan, load.run(plan));
            }
        }
        Page.end();
    }

    private static void row(Plan plan, Result result) {
        Page.row(
                "%s %,d bytes, %d connections"
                        .formatted(plan.operation(), plan.sizeBytes(), plan.connections()),
                result.perSecond(),
                result.megabytesPerSecond(),
                result.quantileMs(0.50),
                result.quantileMs(0.99),
                result.cpuMsEach(),
                result.driverPercent());
    }

    /// With the options of the virtual machine that the launcher gives the server.
    private static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms256m",
                "-Xmx256m",
                "-Xmn128m",
                "-XX:MaxDirectMemorySize=512m",
                "-XX:+UseCompactObjectHeaders",
                "-cp",
                System.getProperty("java.class.path"),
                NullServer.class.getName());
    }
}
