package io.holdfast.benchmarks.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StallsTest {
    @Test
    void linesOfAllLogsOfAllDrivesCount(@TempDir Path folder) throws Exception {
        Path first = Files.createDirectories(folder.resolve("drive1/holdfast/index"));
        Path second = Files.createDirectories(folder.resolve("drive2/holdfast/index"));
        String stopped = "[WARN] [head] Stopping writes because we have 4 immutable memtables\n";
        String stalled = "[WARN] [head] Stalling writes because we have 20 level-0 files\n";
        Files.writeString(first.resolve("LOG"), stopped + "[WARN] something else\n" + stalled);
        Files.writeString(first.resolve("LOG.old.123"), stalled);
        Files.writeString(second.resolve("000012.sst"), stalled);
        Files.writeString(second.resolve("LOG"), stopped);
        List<Path> drives = List.of(folder.resolve("drive1"), folder.resolve("drive2"));
        assertThat(Stalls.in(drives)).isEqualTo(4);
    }
}
