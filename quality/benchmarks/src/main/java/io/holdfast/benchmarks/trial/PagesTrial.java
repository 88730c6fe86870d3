package io.holdfast.benchmarks.trial;

import io.holdfast.benchmarks.load.Load;
import io.holdfast.benchmarks.load.Options;
import io.holdfast.benchmarks.load.Result;
import io.holdfast.benchmarks.load.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// The first page of a listing, and a page somewhere, as the bucket grows.
///
/// Options: `counts=10000,100000,1000000 seconds=10 warm=5`.
final class PagesTrial implements Main.Trial {
    private static final int OBJECT_BYTES = 64;
    private static final int FILL_CONNECTIONS = 64;

    @Override
    public void run(Options options, Path work) throws IOException, InterruptedException {
        Page.title("Pages of 1,000 keys of a bucket that grows");
        Page.head("keys", "page", "P50 ms", "P99 ms", "per second", "RSS MiB", "driver's CPU %");
        try (TestServer server = TestServer.ours(work)) {
            server.start();
            int there = 0;
            for (String count : options.text("counts", "10000,100000,1000000").split(",", -1)) {
                int keys = Integer.parseInt(count);
                Page.progress("filling up to %,d", keys);
                Grown.fill(server, there, keys, OBJECT_BYTES, FILL_CONNECTIONS);
                there = keys;
                server.load().settle();
                row(server, keys, "first", Grown.firstPage(server.target()), options);
                row(server, keys, "anywhere", Grown.anyPage(server.target(), keys), options);
            }
        }
        Page.end();
    }

    private static void row(TestServer server, int keys, String page, Work work, Options options)
            throws IOException, InterruptedException {
        Load load = server.load();
        load.run(work, 1, Duration.ofSeconds(options.number("warm", 5)));
        Result result = load.run(work, 1, Duration.ofSeconds(options.number("seconds", 10)));
        Page.row(
                "%,d".formatted(keys),
                page,
                result.quantileMs(0.50),
                result.quantileMs(0.99),
                result.perSecond(),
                result.residentMb(),
                result.driverPercent());
    }
}
