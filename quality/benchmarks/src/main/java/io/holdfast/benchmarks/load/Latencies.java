package io.holdfast.benchmarks.load;

import java.util.Arrays;

/// The times of all requests of one connection. Confined to one thread until it ends.
final class Latencies {
    private long[] nanos = new long[1 << 12];
    private int count;

    void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = duration;
    }

    /// All of several, sorted.
    static long[] sorted(Iterable<Latencies> parts) {
        long[] all = new long[0];
        for (Latencies part : parts) {
            int before = all.length;
            all = Arrays.copyOf(all, before + part.count);
            System.arraycopy(part.nanos, 0, all, before, part.count);
        }
        Arrays.sort(all);
        return all;
    }
}
