package io.holdfast.benchmarks.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/// What came of a load. Requests that were refused count as failures and nowhere else.
///
/// @param seconds from the first request to the last answer
/// @param bytes of all bodies, one way
/// @param sortedNanos the time of each request
/// @param sortedEnds when each request was answered, in nanoseconds since the first began
/// @param failures answers that were not 2xx, or not of the expected length
/// @param serverCpuSeconds while it lasted
/// @param lateCpuSeconds of the server after the last answer, until it was quiet
/// @param driverCpuSeconds of this process while it lasted
/// @param residentMb of the server at the end
public record Result(
        double seconds,
        long bytes,
        long[] sortedNanos,
        long[] sortedEnds,
        long failures,
        double serverCpuSeconds,
        double lateCpuSeconds,
        double driverCpuSeconds,
        long residentMb) {
    /// Title of the lines that [#line] gives.
    static final String HEADING =
            "operation\tsize\tconnections\tper second\tMB/s\tp50 ms\tp99 ms\tCPU ms each\tRSS MiB"
                    + "\tdriver's CPU %\tfailed";

    /// Several, one after the other, as one.
    public static Result joined(List<Result> parts) {
        double seconds = 0;
        long[] nanos = new long[0];
        long[] ends = new long[0];
        for (Result part : parts) {
            long offset = (long) (seconds * 1e9);
            nanos =
                    LongStream.concat(Arrays.stream(nanos), Arrays.stream(part.sortedNanos))
                            .toArray();
            ends =
                    LongStream.concat(
                                    Arrays.stream(ends),
                                    Arrays.stream(part.sortedEnds).map(end -> end + offset))
                            .toArray();
            seconds += part.seconds;
        }
        Arrays.sort(nanos);
        return new Result(
                seconds,
                parts.stream().mapToLong(Result::bytes).sum(),
                nanos,
                ends,
                parts.stream().mapToLong(Result::failures).sum(),
                parts.stream().mapToDouble(Result::serverCpuSeconds).sum(),
                parts.stream().mapToDouble(Result::lateCpuSeconds).sum(),
                parts.stream().mapToDouble(Result::driverCpuSeconds).sum(),
                parts.getLast().residentMb);
    }

    /// Tab-separated figures.
    public String line(Plan plan) {
        return String.format(
                Locale.ROOT,
                "%s\t%d\t%d\t%.1f\t%.1f\t%.3f\t%.3f\t%.4f\t%d\t%.0f\t%d",
                plan.operation(),
                plan.sizeBytes(),
                plan.connections(),
                perSecond(),
                megabytesPerSecond(),
                quantileMs(0.50),
                quantileMs(0.99),
                cpuMsEach(),
                residentMb,
                driverPercent(),
                failures);
    }

    /// Answered requests.
    public int count() {
        return sortedNanos.length;
    }

    public double perSecond() {
        return count() / seconds;
    }

    public double megabytesPerSecond() {
        return bytes / 1e6 / seconds;
    }

    /// CPU time of the server for a request, with what it did later because of it.
    public double cpuMsEach() {
        return 1_000 * (serverCpuSeconds + lateCpuSeconds) / Math.max(1, count());
    }

    /// What part of the machine this process used: a rate is the driver's limit as much as the
    /// server's when it is half or more.
    public double driverPercent() {
        return 100 * driverCpuSeconds / seconds / Runtime.getRuntime().availableProcessors();
    }

    public double quantileMs(double quantile) {
        return count() == 0 ? 0 : sortedNanos[(int) (quantile * (count() - 1))] / 1e6;
    }

    /// Requests answered per second within a part of the time.
    ///
    /// @param fromSeconds since the beginning
    public double perSecondBetween(double fromSeconds, double toSeconds) {
        int until = endedBefore(toSeconds);
        return (until - endedBefore(fromSeconds)) / (toSeconds - fromSeconds);
    }

    private int endedBefore(double atSeconds) {
        int at = Arrays.binarySearch(sortedEnds, (long) (atSeconds * 1e9));
        return at < 0 ? -at - 1 : at;
    }

    /// The longest time in which nothing at all was answered.
    public double longestGapMs() {
        long gap = 0;
        long before = 0;
        for (long end : sortedEnds) {
            gap = Math.max(gap, end - before);
            before = end;
        }
        return gap / 1e6;
    }

    Result withLateCpu(double cpuSeconds) {
        return with(failures, cpuSeconds);
    }

    Result withFailures(long count) {
        return with(count, lateCpuSeconds);
    }

    private Result with(long newFailures, double newLateCpuSeconds) {
        return new Result(
                seconds,
                bytes,
                sortedNanos,
                sortedEnds,
                newFailures,
                serverCpuSeconds,
                newLateCpuSeconds,
                driverCpuSeconds,
                residentMb);
    }
}
