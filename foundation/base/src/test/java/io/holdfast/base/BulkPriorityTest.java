package io.holdfast.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class BulkPriorityTest {
    /// In proc_pid_stat(5), counted after the name, which may hold spaces.
    private static final int NICE_FIELD = 16;

    @Test
    @EnabledOnOs(OS.LINUX)
    void aBulkThreadStepsBackAndItsMakerDoesNot() throws Exception {
        Pending<Integer> nice = new Pending<>();
        int before = niceOfThread();

        Host.current().bulkThread("bulk", () -> nice.complete(niceOfThread())).start();

        assertThat(nice.await()).isEqualTo(Math.min(before + 10, 19)).isGreaterThan(before);
        assertThat(niceOfThread()).isEqualTo(before);
    }

    /// A carrier that a bulk thread makes would have its weight.
    @Test
    @EnabledOnOs(OS.LINUX)
    void noVirtualThreadThatABulkThreadWakesStepsBack() throws Exception {
        int before = niceOfThread();
        List<Pending<Integer>> nices = new ArrayList<>();
        Thread bulk =
                Host.current()
                        .bulkThread(
                                "bulk",
                                () -> {
                                    for (int i = 0; i < 200; i++) {
                                        Pending<Integer> nice = new Pending<>();
                                        nices.add(nice);
                                        Thread.ofVirtual()
                                                .start(() -> nice.complete(niceOfThread()));
                                    }
                                });
        bulk.start();
        bulk.join();

        for (Pending<Integer> nice : nices) {
            assertThat(nice.await()).isEqualTo(before);
        }
    }

    private static int niceOfThread() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Integer.parseInt(fields[NICE_FIELD]);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
