package io.holdfast.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What Linux tells about a process in `/proc` [proc(5)].
///
/// @param cpuSeconds in user and system mode since its start
/// @param residentMb now
/// @param ownMb of that, what is not backed by files
public record ProcessFigures(double cpuSeconds, long residentMb, long ownMb) {
    /// Clock ticks per second in `/proc/PID/stat`; 100 on every Linux of today.
    private static final double TICKS = 100;

    /// CPU time of this process so far.
    static double ownCpuSeconds() throws IOException {
        return of(ProcessHandle.current().pid()).cpuSeconds();
    }

    /// Zeroes for pid 0.
    public static ProcessFigures of(long pid) throws IOException {
        if (pid == 0) {
            return new ProcessFigures(0, 0, 0);
        }
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        List<String> status = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
        return new ProcessFigures(
                ticks / TICKS, megabytes(status, "VmRSS:"), megabytes(status, "RssAnon:"));
    }

    private static long megabytes(List<String> status, String name) {
        return status.stream()
                        .filter(line -> line.startsWith(name))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                / 1024;
    }
}
