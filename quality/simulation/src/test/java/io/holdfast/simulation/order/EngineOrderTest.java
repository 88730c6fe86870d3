package io.holdfast.simulation.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.Seeds;
import io.holdfast.testkit.order.Operation;
import io.holdfast.testkit.order.OrderChecker;
import io.holdfast.testkit.order.Verdict;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What concurrent clients of the engine are told can be put in one order.
@Timeout(value = 120, unit = TimeUnit.MINUTES)
final class EngineOrderTest {
    private static final int ROUNDS = Integer.getInteger("holdfast.simulation.order.rounds", 4);
    private static final int CALLS = 1_500;

    private static void check(EngineRound round) {
        AtomicLong operations = new AtomicLong();
        AtomicLong longest = new AtomicLong();
        long startNs = System.nanoTime();
        Seeds.forEach(
                ROUNDS,
                random -> {
                    List<Operation> history = round.run(random, CALLS);
                    operations.addAndGet(history.size());
                    long work = new OrderChecker().require(history, "the engine");
                    longest.accumulateAndGet(work, Math::max);
                });
        IO.println(
                "%d operations in %d ms, most work for a history: %d configurations"
                        .formatted(
                                operations.get(),
                                (System.nanoTime() - startNs) / 1_000_000,
                                longest.get()));
    }

    @Test
    void keysAloneAreInOrder() {
        check(new EngineRound(1, 0, false));
    }

    @Test
    void listingsAreReadsOfOneMoment() {
        check(new EngineRound(1, 25, false));
    }

    @Test
    void orderOutlivesAPowerCut() {
        check(new EngineRound(1, 20, true));
    }

    @Test
    void readsFromACacheAreFound() {
        assertFound(new EngineRound(1, 20, false, CachedReads::new));
    }

    @Test
    void listingsOfTwoMomentsAreFound() {
        assertFound(new EngineRound(1, 25, false, TornListings::new));
    }

    @Test
    void deletionsThatAreNotDoneAreFound() {
        assertFound(new EngineRound(1, 0, false, LostWrites::new));
    }

    private static void assertFound(EngineRound round) {
        int[] found = new int[1];
        Seeds.forEach(
                10,
                random -> {
                    if (found[0] == 0
                            && new OrderChecker().check(round.run(random, CALLS))
                                    instanceof Verdict.Broken broken) {
                        found[0]++;
                        assertThat(broken.part()).hasSizeLessThan(CALLS);
                    }
                });
        assertThat(found[0]).isPositive();
    }
}
