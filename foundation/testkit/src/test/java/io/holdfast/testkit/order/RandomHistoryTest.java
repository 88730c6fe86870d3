package io.holdfast.testkit.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// The checker against histories that are right by construction, and against every order that there
/// is.
final class RandomHistoryTest {
    private static boolean isOrdered(List<Operation> history) {
        return switch (new OrderChecker().check(history)) {
            case Verdict.Ordered _ -> true;
            case Verdict.Broken _ -> false;
            case Verdict.Undecided _ -> throw new AssertionError("undecided");
        };
    }

    @Test
    void whatAStoreDoesOneByOneIsInOrder() {
        Seeds.forEach(
                60,
                random -> assertThat(isOrdered(RandomHistory.of(random, 8, 600, 400, 2))).isTrue());
    }

    /// Values that are written once, as clients of a server do: what nobody may write over while it
    /// has still to be seen keeps the search short.
    @Test
    void manyClientsAtOnceAreDecided() {
        for (long seed = 1; seed <= 20; seed++) {
            List<Operation> history = RandomHistory.of(Seeds.of(seed), 16, 2_000, 1 << 30, 0);
            assertThat(new OrderChecker(30_000).check(history)).isInstanceOf(Verdict.Ordered.class);
        }
    }

    @Test
    void everyOrderOfAShortHistoryIsTried() {
        int[] broken = new int[1];
        Seeds.forEach(
                6_000,
                random -> {
                    List<Operation> history =
                            RandomHistory.of(random, 3, 1 + random.nextInt(6), 3, 15);
                    assertThat(new BruteForce(history).isOrdered()).isTrue();
                    assertThat(isOrdered(history)).isTrue();
                    Optional<List<Operation>> mutated = mutate(history, random);
                    if (mutated.isPresent()) {
                        boolean isRight = new BruteForce(mutated.get()).isOrdered();
                        broken[0] += isRight ? 0 : 1;
                        assertThat(isOrdered(mutated.get()))
                                .as("%s", Explanation.of(mutated.get(), mutated.get()))
                                .isEqualTo(isRight);
                    }
                });
        if (Long.getLong("seed") == null) {
            assertThat(broken[0]).isGreaterThan(200);
        }
    }

    @Test
    void whatIsLeftOfABrokenHistoryIsBroken() {
        List<Integer> sizes = new ArrayList<>();
        Seeds.forEach(
                60,
                random -> {
                    List<Operation> history = RandomHistory.of(random, 5, 100, 100, 3);
                    Optional<List<Operation>> mutated = mutate(history, random);
                    if (mutated.isPresent()
                            && new OrderChecker().check(mutated.get())
                                    instanceof Verdict.Broken broken) {
                        sizes.add(broken.part().size());
                        assertThat(isOrdered(broken.part()))
                                .as("%s", Explanation.of(broken.part(), mutated.get()))
                                .isFalse();
                    }
                });
        // One may need much of its history, but not many.
        if (Long.getLong("seed") == null) {
            assertThat(sizes.stream().mapToInt(size -> size).average().orElseThrow())
                    .isBetween(1.0, 30.0);
        }
    }

    /// One read, copy or listing tells something else; empty when there is none.
    private static Optional<List<Operation>> mutate(
            List<Operation> history, RandomGenerator random) {
        List<Operation> mutated = new ArrayList<>(history);
        int start = random.nextInt(history.size());
        for (int i = 0; i < history.size(); i++) {
            int at = (start + i) % history.size();
            Operation operation = history.get(at);
            Optional<Answer> other = other(operation, random);
            if (other.isPresent()) {
                mutated.set(
                        at,
                        new Operation(
                                operation.client(),
                                operation.call(),
                                other.get(),
                                operation.invokedNs(),
                                operation.returnedNs()));
                return Optional.of(mutated);
            }
        }
        return Optional.empty();
    }

    private static Optional<Answer> other(Operation operation, RandomGenerator random) {
        String value = "v" + random.nextInt(3);
        return switch (operation.answer()) {
            case Answer.Found _ when operation.call() instanceof Call.Get ->
                    Optional.of(
                            random.nextBoolean() ? new Answer.Found(value) : new Answer.Missing());
            case Answer.Missing _ when operation.call() instanceof Call.Get ->
                    Optional.of(new Answer.Found(value));
            case Answer.Found _ -> Optional.of(new Answer.Found(value));
            case Answer.Refused _ -> Optional.of(new Answer.Missing());
            case Answer.Listed page when !page.values().isEmpty() -> {
                Map<String, String> values = new HashMap<>(page.values());
                values.put(values.keySet().iterator().next(), value);
                yield Optional.of(new Answer.Listed(values, page.prefixes(), page.isTruncated()));
            }
            case Answer.Done _, Answer.Missing _, Answer.Listed _, Answer.None _ ->
                    Optional.empty();
        };
    }
}
