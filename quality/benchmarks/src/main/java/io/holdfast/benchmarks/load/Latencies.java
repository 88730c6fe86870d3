package io.holdfast.benchmarks.load;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// How long each request of one connection took and when it ended. Confined to one thread until it
/// ends.
final class Latencies {
    private long[] nanos = new long[1 << 12];
    private long[] ends = new long[1 << 12];
    private int count;

    /// @param end since the load began
    void add(long duration, long end) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        nanos[count] = duration;
        ends[count++] = end;
    }

    /// The times of all of several, sorted.
    static long[] durations(List<Latencies> parts) {
        return sorted(parts, part -> part.nanos);
    }

    /// The ends of all of several, sorted.
    static long[] ends(List<Latencies> parts) {
        return sorted(parts, part -> part.ends);
    }

    private static long[] sorted(List<Latencies> parts, Function<Latencies, long[]> figures) {
        long[] all = new long[parts.stream().mapToInt(part -> part.count).sum()];
        int at = 0;
        for (Latencies part : parts) {
            System.arraycopy(figures.apply(part), 0, all, at, part.count);
            at += part.count;
        }
        Arrays.sort(all);
        return all;
    }
}
