package io.holdfast.benchmarks.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Looks every few seconds at what a server's drives take of the disk.
final class DiskWatch implements AutoCloseable {
    private static final int LOOK_SECONDS = 5;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong peak = new AtomicLong();

    private DiskWatch() {}

    static DiskWatch of(TestServer server) {
        DiskWatch watch = new DiskWatch();
        var _ =
                watch.thread.scheduleWithFixedDelay(
                        () -> watch.look(server), 0, LOOK_SECONDS, TimeUnit.SECONDS);
        return watch;
    }

    private void look(TestServer server) {
        try {
            peak.accumulateAndGet(server.allocatedBytes(), Math::max);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The most that it has seen.
    long peakBytes() {
        return peak.get();
    }

    @Override
    public void close() {
        thread.close();
    }
}
