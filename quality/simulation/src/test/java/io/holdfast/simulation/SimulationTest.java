package io.holdfast.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A short search; the long one is {@code quality/simulation/search}.
final class SimulationTest {
    private static final int SEEDS = 300;

    @Test
    void everyPromiseIsKeptUnderEveryFault() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Outcome outcome = Outcome.of(Script.draw(seed));
            assertThat(outcome.failure())
                    .as("replay with quality/simulation/search seed=%d", seed)
                    .isEmpty();
        }
    }

    @Test
    void sameSeedGivesTheSameRun() {
        for (long seed = 1; seed <= 40; seed++) {
            Outcome first = Outcome.of(Script.draw(seed));
            assertThat(Outcome.of(Script.draw(seed)).digest())
                    .as("seed %d", seed)
                    .isEqualTo(first.digest());
        }
    }
}
