package io.holdfast.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.drive.DriveLie;
import io.holdfast.object.ClusterLie;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A search that finds nothing has to be one that could: each rule broken on purpose is found
/// within so many seeds.
final class PlantedFaultTest {
    private static final int SEEDS_MAX = 2_000;

    /// @return how many seeds it took; more than {@link #SEEDS_MAX} when it was not found
    static int seedsUntilFound(Consumer<Simulation> plant) {
        return seedsUntilFound(plant, 1);
    }

    /// @param first seed
    static int seedsUntilFound(Consumer<Simulation> plant, long first) {
        int seeds = 1;
        while (seeds <= SEEDS_MAX
                && Outcome.of(Script.draw(first + seeds - 1), plant).failure().isEmpty()) {
            seeds++;
        }
        return seeds;
    }

    /// Where seeds begin that draw what the lie is about.
    static long firstSeed(DriveLie lie) {
        return lie == DriveLie.TRUSTS_ROTTEN_ROWS ? Script.ROWS_FROM : 1;
    }

    @ParameterizedTest
    @EnumSource(DriveLie.class)
    void brokenPromiseOfDrivesIsFound(DriveLie lie) {
        boolean isOfOne =
                lie == DriveLie.KEEPS_PURGED_ROWS || lie == DriveLie.FORGETS_STAGING_RECORDS;
        Consumer<Simulation> plant = isOfOne ? Plant.onOneDrive(lie) : Plant.onAllDrives(lie);
        assertThat(seedsUntilFound(plant, firstSeed(lie))).isLessThanOrEqualTo(SEEDS_MAX);
    }

    @ParameterizedTest
    @EnumSource(ClusterLie.class)
    void brokenPromiseOfTheRegistryIsFound(ClusterLie lie) {
        assertThat(seedsUntilFound(Plant.onRegistry(lie))).isLessThanOrEqualTo(SEEDS_MAX);
    }

    @Test
    void epochThatIsUsedTwiceIsFound() {
        assertThat(seedsUntilFound(Plant.reusedEpochs())).isLessThanOrEqualTo(SEEDS_MAX);
    }
}
