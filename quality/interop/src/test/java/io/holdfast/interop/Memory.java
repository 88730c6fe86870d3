package io.holdfast.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process uses [proc_pid_status(5)].
public final class Memory {
    private Memory() {}

    /// Resident bytes of the process's own, not those of files.
    public static long ownBytes(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("RssAnon:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) << 10;
            }
        }
        throw new IOException("the kernel does not say");
    }
}
