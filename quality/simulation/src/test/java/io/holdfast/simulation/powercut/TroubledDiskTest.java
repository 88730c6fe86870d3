package io.holdfast.simulation.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// One disk of four fails now and then, or hangs, while clients go on: they are answered all the
/// time, nothing acknowledged is lost, and the drive is in service again when the trouble is over.
final class TroubledDiskTest {
    private static final int ERROR_ONE_IN = 100;
    private static final long ERRORS_NS = TimeUnit.SECONDS.toNanos(8);
    private static final long HANG_NS = TimeUnit.SECONDS.toNanos(12);
    private static final int ANSWERS_MIN = 10;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void oneCallInAHundredFails() throws Exception {
        try (PowerCutRun run = new PowerCutRun(1, folder, 4)) {
            run.begin();
            int answered =
                    run.troubled(
                            (node, place) -> node.failOneIn(place, ERROR_ONE_IN),
                            (node, place) -> node.failOneIn(place, 0),
                            ERRORS_NS);
            assertThat(answered).isGreaterThan(ANSWERS_MIN);
        }
    }

    @Test
    void writesHang() throws Exception {
        try (PowerCutRun run = new PowerCutRun(2, folder, 4)) {
            run.begin();
            int answered =
                    run.troubled(
                            (node, place) -> node.disk(place).stallAfter(0),
                            (node, place) -> node.disk(place).resume(),
                            HANG_NS);
            assertThat(answered).isGreaterThan(ANSWERS_MIN);
        }
    }
}
