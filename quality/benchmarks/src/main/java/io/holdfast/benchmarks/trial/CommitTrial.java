package io.holdfast.benchmarks.trial;

import io.holdfast.benchmarks.drive.DriveBenchmark;
import io.holdfast.benchmarks.load.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Group commit of the drives' logs, without a server: how many changes a second become durable,
/// and how many of them one sync covers.
///
/// Options: `seconds=8 shard=4096 submitters=1,32,256`.
final class CommitTrial implements Main.Trial {
    @Override
    public void run(Options options, Path work) throws IOException, InterruptedException {
        int shardBytes = options.number("shard", 4_096);
        int seconds = options.number("seconds", 8);
        Page.title("Group commit of shards of %,d bytes".formatted(shardBytes));
        Page.head(
                "drives",
                "submitters",
                "changes/s",
                "P50 ms",
                "P99 ms",
                "changes a sync of a drive",
                "reads/s",
                "P50 ms",
                "P99 ms");
        Files.createDirectories(work);
        for (int drives : List.of(1, 4)) {
            for (String submitters : options.text("submitters", "1,32,256").split(",", -1)) {
                row(work, drives, Integer.parseInt(submitters), shardBytes, seconds);
            }
        }
        Page.end();
    }

    private static void row(Path work, int drives, int submitters, int shardBytes, int seconds)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(work, "drives-");
        try (DriveBenchmark benchmark =
                new DriveBenchmark(folder, drives, submitters, shardBytes, seconds)) {
            benchmark.put(); // warm-up
            DriveBenchmark.Figures put = benchmark.put();
            DriveBenchmark.Figures get = benchmark.get();
            Page.row(
                    drives,
                    submitters,
                    put.perSecond(),
                    put.p50Ms(),
                    put.p99Ms(),
                    put.changesPerSync(),
                    get.perSecond(),
                    get.p50Ms(),
                    get.p99Ms());
        } finally {
            Disk.delete(folder);
            Disk.sync();
        }
    }
}
