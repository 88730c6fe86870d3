package io.holdfast.benchmarks.load;

import java.util.Locale;

/// What came of a [Plan].
///
/// @param seconds from the first request to the last answer
/// @param bytes of all bodies, one way
/// @param sortedNanos the time of each request
/// @param failures answers that were not 2xx
/// @param cpuSeconds of the server
record Result(
        Plan plan,
        double seconds,
        long bytes,
        long[] sortedNanos,
        long failures,
        double cpuSeconds,
        long residentMb) {
    /// Title of the lines that [#line] gives.
    static final String HEADING =
            "operation\tsize\tconnections\tper second\tMB/s\tp50 ms\tp99 ms\tCPU ms each\tRSS MiB\tfailed";

    double perSecond() {
        return sortedNanos.length / seconds;
    }

    /// Tab-separated figures.
    String line() {
        return String.format(
                Locale.ROOT,
                "%s\t%d\t%d\t%.1f\t%.1f\t%.3f\t%.3f\t%.4f\t%d\t%d",
                plan.operation(),
                plan.sizeBytes(),
                plan.connections(),
                perSecond(),
                bytes / 1e6 / seconds,
                quantileMs(0.50),
                quantileMs(0.99),
                cpuMsEach(),
                residentMb,
                failures);
    }

    double cpuMsEach() {
        return 1_000 * cpuSeconds / Math.max(1, sortedNanos.length);
    }

    double quantileMs(double quantile) {
        return sortedNanos.length == 0
                ? 0
                : sortedNanos[(int) (quantile * (sortedNanos.length - 1))] / 1e6;
    }
}
