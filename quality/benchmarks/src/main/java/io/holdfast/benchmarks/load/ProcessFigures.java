package io.holdfast.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What Linux tells about a process in `/proc` [proc(5)].
///
/// @param cpuSeconds in user and system mode since its start
/// @param residentMb now
record ProcessFigures(double cpuSeconds, long residentMb) {
    /// Clock ticks per second in `/proc/PID/stat`; 100 on every Linux of today.
    private static final double TICKS = 100;

    /// Zeroes for pid 0.
    static ProcessFigures of(long pid) throws IOException {
        if (pid == 0) {
            return new ProcessFigures(0, 0);
        }
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        long residentKb =
                Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0);
        return new ProcessFigures(ticks / TICKS, residentKb / 1024);
    }
}
