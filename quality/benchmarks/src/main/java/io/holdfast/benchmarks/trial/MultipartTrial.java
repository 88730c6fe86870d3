package io.holdfast.benchmarks.trial;

import io.holdfast.benchmarks.load.Connection;
import io.holdfast.benchmarks.load.Load;
import io.holdfast.benchmarks.load.Options;
import io.holdfast.benchmarks.load.PartsUploader;
import io.holdfast.benchmarks.load.ProcessFigures;
import io.holdfast.benchmarks.load.Result;
import io.holdfast.benchmarks.load.Target;
import io.holdfast.benchmarks.trial.Contest.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// One large object in parts, some at a time, from the beginning of the upload to its completion.
///
/// Options: `rounds=3 parts=64 part=16` MiB, `parallel=4 uploads=2`.
final class MultipartTrial implements Main.Trial {
    private static final int WARM_UP_PARTS = 32;

    @Override
    public void run(Options options, Path work) throws IOException, InterruptedException {
        int parts = options.number("parts", 64);
        int partMb = options.number("part", 16);
        int parallel = options.number("parallel", 4);
        String name =
                "%,d MiB in parts of %d MiB, %d at a time"
                        .formatted(parts * partMb, partMb, parallel);
        Page.title(name);
        Contest contest = new Contest();
        contest.rounds(
                options,
                work,
                (side, server) -> {
                    upload(server, Math.min(parts, WARM_UP_PARTS), partMb, parallel);
                    server.load().settle();
                    for (int i = 0; i < options.number("uploads", 2); i++) {
                        measure(side, server, name, parts, partMb, parallel, contest);
                    }
                });
        contest.print();
    }

    private static void measure(
            Side side,
            TestServer server,
            String name,
            int parts,
            int partMb,
            int parallel,
            Contest contest)
            throws IOException, InterruptedException {
        double cpuBefore = ProcessFigures.of(server.pid()).cpuSeconds();
        long from = System.nanoTime();
        Result result = upload(server, parts, partMb, parallel);
        double seconds = (System.nanoTime() - from) / 1e9;
        server.load().settle();
        double megabytes = (double) parts * (partMb << 20) / 1e6;
        Page.progress("%s: %.0f MB/s", side, megabytes / seconds);
        contest.add(side, name, "MB/s", megabytes / seconds);
        contest.add(
                side,
                name,
                "CPU s per GB",
                1_000 * (ProcessFigures.of(server.pid()).cpuSeconds() - cpuBefore) / megabytes);
        contest.add(side, name, "P99 ms of a part", result.quantileMs(0.99));
        contest.add(side, name, "RSS MiB", (double) result.residentMb());
        contest.add(side, name, "driver's CPU %", result.driverPercent());
    }

    private static Result upload(TestServer server, int parts, int partMb, int parallel)
            throws IOException, InterruptedException {
        Target target = server.target();
        Load load = server.load();
        String path = "/" + target.bucket() + "/in-parts";
        String[] etags = new String[parts];
        try (Connection connection = Connection.to(target)) {
            PartsUploader uploader = PartsUploader.ofSize(target, partMb << 20);
            String id = uploader.begin(connection, path);
            Result result =
                    load.once(
                            () -> {
                                PartsUploader own = uploader.another();
                                return (part, index) -> {
                                    etags[index] = own.put(part, path, id, index + 1);
                                    return (long) partMb << 20;
                                };
                            },
                            parallel,
                            parts);
            uploader.complete(connection, path, id, List.of(etags));
            return result;
        }
    }
}
