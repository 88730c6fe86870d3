package io.holdfast.simulation.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.drive.DiskLie;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A short search; the long one is {@code quality/simulation/powercuts}. A search that finds
/// nothing has to be one that could: each promise that a disk breaks is found.
final class PowerCutTest {
    private static final int SEEDS = 3;
    private static final int CUTS = 2;
    private static final int SEEDS_MAX = 20;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void everyAnswerOutlivesThePowerCut() throws IOException {
        PowerCutSearch search = new PowerCutSearch(folder);
        for (long seed = 1; seed <= SEEDS; seed++) {
            assertThat(search.run(seed, CUTS, _ -> {})).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(DiskLie.class)
    void brokenPromiseOfADiskIsFound(DiskLie lie) throws IOException {
        PowerCutSearch search = new PowerCutSearch(folder);
        Optional<PowerCutSearch.Finding> finding = Optional.empty();
        for (long seed = 1; seed <= SEEDS_MAX && finding.isEmpty(); seed++) {
            finding = search.run(seed, CUTS, run -> run.lie(lie));
        }
        assertThat(finding).isPresent();
        IO.println(lie + ": " + finding.orElseThrow());
    }
}
