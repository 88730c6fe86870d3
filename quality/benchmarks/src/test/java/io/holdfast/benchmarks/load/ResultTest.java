package io.holdfast.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ResultTest {
    private static final long SECOND = 1_000_000_000L;

    /// A request ended at each of these moments.
    private static Result of(double seconds, long... endsMs) {
        long[] ends = LongStream.of(endsMs).map(end -> end * 1_000_000).toArray();
        return new Result(seconds, 100, new long[ends.length], ends, 1, 2, 0.5, 1, 7);
    }

    @Test
    void rateOfAPartCountsWhatEndedInIt() {
        Result result = of(4, 500, 1_000, 1_500, 1_999, 2_000, 3_900);
        assertThat(result.perSecondBetween(1, 2)).isEqualTo(3);
        assertThat(result.perSecondBetween(2, 4)).isEqualTo(1);
        assertThat(result.perSecond()).isEqualTo(1.5);
    }

    @Test
    void longestGapIsFromOneAnswerToTheNext() {
        assertThat(of(4, 1_500, 1_600, 3_900).longestGapMs()).isEqualTo(2_300);
        assertThat(of(4, 3_000, 3_900).longestGapMs()).isEqualTo(3_000);
    }

    @Test
    void cpuIsCountedUntilTheServerIsQuiet() {
        assertThat(of(4, 1, 2).cpuMsEach()).isEqualTo(1_250);
    }

    @Test
    void joinedPartsFollowEachOther() {
        Result joined = Result.joined(List.of(of(1, 500), of(2, 500, 1_500)));
        assertThat(joined.seconds()).isEqualTo(3);
        assertThat(joined.count()).isEqualTo(3);
        assertThat(joined.failures()).isEqualTo(2);
        assertThat(joined.sortedEnds()).containsExactly(SECOND / 2, 3 * SECOND / 2, 5 * SECOND / 2);
    }
}
