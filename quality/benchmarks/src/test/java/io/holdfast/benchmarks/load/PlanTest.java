package io.holdfast.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlanTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 40, 1_000, 5_000, 100_000})
    void aRoundAsksForEachKeyOnce(int keys) {
        assertThat(IntStream.range(0, keys).mapToObj(index -> Plan.path("b", "p", index, keys)))
                .doesNotHaveDuplicates()
                .contains("/b/p/0/0");
    }

    @Test
    void theNextRoundIsTheSame() {
        assertThat(Plan.path("b", "p", 5_003, 5_000)).isEqualTo(Plan.path("b", "p", 3, 5_000));
    }
}
