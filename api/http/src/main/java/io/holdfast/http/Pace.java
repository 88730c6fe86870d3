package io.holdfast.http;

import java.util.concurrent.TimeUnit;

/// How long one direction of a transfer may still wait for its peer: a grace, plus the time in
/// which the bytes moved so far would have gone at the minimum rate. One thread.
final class Pace {
    private final long graceNs;
    private final long bytesPerSecondMin;
    private long bytes;
    private long waitedNs;

    Pace(long graceMs, long bytesPerSecondMin) {
        this.graceNs = TimeUnit.MILLISECONDS.toNanos(graceMs);
        this.bytesPerSecondMin = bytesPerSecondMin;
    }

    /// Nanoseconds that the next wait may take; 0 or less when the peer is too slow.
    long leftNs() {
        if (bytesPerSecondMin == 0) {
            return Long.MAX_VALUE;
        }
        // in double: exact enough, and free of overflow for terabytes
        double earnedNs = (double) bytes / bytesPerSecondMin * 1e9;
        return (long) Math.min(graceNs + earnedNs - waitedNs, Long.MAX_VALUE / 2.0);
    }

    void moved(long count) {
        bytes += count;
    }

    void waited(long ns) {
        waitedNs += ns;
    }
}
