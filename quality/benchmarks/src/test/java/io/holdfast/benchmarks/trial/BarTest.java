package io.holdfast.benchmarks.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class BarTest {
    @Test
    void aBarIsHeldFromItsLimitOn() {
        assertThat(Bar.atLeast(0.8).verdict(0.8)).isEqualTo("holds");
        assertThat(Bar.atLeast(0.8).verdict(0.79)).isEqualTo("MISSED");
        assertThat(Bar.atMost(2).verdict(2)).isEqualTo("holds");
        assertThat(Bar.atMost(2).verdict(2.01)).isEqualTo("MISSED");
    }

    /// Nothing was measured: 0 of 0.
    @Test
    void noNumberHoldsNothing() {
        assertThat(Bar.atLeast(0.8).holds(Double.NaN)).isFalse();
        assertThat(Bar.atMost(2).holds(Double.NaN)).isFalse();
    }

    @Test
    void ratiosAreTakenWithinARound() {
        Spread ratios = Spread.ratios(List.of(10.0, 40.0, 90.0), List.of(10.0, 20.0, 30.0));
        assertThat(ratios.text()).isEqualTo("2.00 (1.00–3.00)");
    }

    @Test
    void medianOfAnEvenNumberIsBetweenTheMiddleTwo() {
        assertThat(new Spread(List.of(4.0, 1.0, 2.0, 100.0)).median()).isEqualTo(3);
    }
}
