package io.holdfast.testkit.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Histories whose verdict is known.
final class OrderCheckerTest {
    private static Histories history() {
        return new Histories();
    }

    private static void assertOrdered(Histories history) {
        assertThat(new OrderChecker().check(history.build())).isInstanceOf(Verdict.Ordered.class);
    }

    /// Also: what is left of it has this many operations, and is broken too.
    private static void assertBroken(Histories history, int operations) {
        assertThat(new OrderChecker().check(history.build()))
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> {
                            assertThat(broken.part()).hasSize(operations);
                            assertThat(new OrderChecker().check(broken.part()))
                                    .isInstanceOf(Verdict.Broken.class);
                        });
    }

    @Test
    void nothingIsInOrder() {
        assertOrdered(history());
    }

    @Test
    void readDuringAWriteMaySeeEitherValue() {
        assertOrdered(history().put(1, 2, "a", "x").put(3, 9, "a", "y").get(4, 5, "a", "x"));
        assertOrdered(history().put(1, 2, "a", "x").put(3, 9, "a", "y").get(4, 5, "a", "y"));
        assertOrdered(
                history()
                        .put(1, 2, "a", "x")
                        .put(3, 9, "a", "y")
                        .get(4, 5, "a", "x")
                        .get(6, 7, "a", "y"));
    }

    @Test
    void readsDoNotRunBackwards() {
        assertBroken(
                history()
                        .put(1, 2, "a", "x")
                        .put(3, 9, "a", "y")
                        .get(4, 5, "a", "y")
                        .get(6, 7, "a", "x"),
                4);
    }

    @Test
    void staleReadIsFound() {
        assertBroken(
                history()
                        .put(1, 2, "b", "other")
                        .put(1, 2, "a", "x")
                        .get(3, 4, "a", "x")
                        .put(5, 6, "a", "y")
                        .get(7, 8, "a", "x")
                        .get(9, 10, "b", "other"),
                4);
    }

    @Test
    void lostUpdateIsFound() {
        Condition ifX = new Condition.IfMatch("x");
        assertBroken(
                history()
                        .put(1, 2, "a", "x")
                        .add(3, 9, new Call.Put("a", "y", ifX), new Answer.Done())
                        .add(4, 8, new Call.Put("a", "z", ifX), new Answer.Done()),
                3);
        assertOrdered(
                history()
                        .put(1, 2, "a", "x")
                        .add(3, 9, new Call.Put("a", "y", ifX), new Answer.Done())
                        .add(4, 8, new Call.Put("a", "z", ifX), new Answer.Refused()));
    }

    @Test
    void onlyOneCreatorWins() {
        Condition ifAbsent = new Condition.IfAbsent();
        assertBroken(
                history()
                        .add(1, 5, new Call.Put("a", "x", ifAbsent), new Answer.Done())
                        .add(2, 6, new Call.Put("a", "y", ifAbsent), new Answer.Done()),
                2);
        assertBroken(
                history()
                        .put(1, 2, "a", "x")
                        .delete(3, 4, "a")
                        .add(5, 6, new Call.Put("a", "y", ifAbsent), new Answer.Refused()),
                3);
    }

    @Test
    void refusalsTellTheState() {
        Condition ifX = new Condition.IfMatch("x");
        assertBroken(
                history()
                        .put(1, 2, "a", "x")
                        .add(3, 4, new Call.Put("a", "y", ifX), new Answer.Missing()),
                2);
        assertBroken(
                history()
                        .put(1, 2, "a", "x")
                        .add(3, 4, new Call.Delete("a", ifX), new Answer.Refused()),
                2);
        assertBroken(
                history()
                        .put(1, 2, "a", "x")
                        .add(
                                3,
                                4,
                                new Call.Get("a", new Condition.IfNoneMatch("x")),
                                new Answer.Found("x")),
                1);
    }

    @Test
    void listingThatShowsALaterWriteButNotAnEarlierOneIsFound() {
        assertBroken(history().put(1, 2, "a", "x").put(3, 4, "b", "y").list(1, 5, "b=y"), 3);
        assertOrdered(history().put(1, 2, "a", "x").put(3, 4, "b", "y").list(1, 5, "a=x"));
        assertOrdered(history().put(1, 3, "a", "x").put(2, 4, "b", "y").list(1, 5, "b=y"));
    }

    @Test
    void listingsAndReadsShareOneOrder() {
        assertBroken(
                history()
                        .put(1, 9, "a", "x")
                        .put(1, 9, "b", "y")
                        .get(2, 3, "a", "x")
                        .missing(4, 5, "b")
                        .list(1, 8, "b=y"),
                5);
    }

    @Test
    void pagesSayWhatTheyLeaveOut() {
        Call afterA = new Call.ListPage("", "", "a", 1000);
        assertBroken(
                history()
                        .put(1, 2, "b", "x")
                        .put(1, 2, "d", "x")
                        .add(3, 4, afterA, new Answer.Listed(Map.of("d", "x"), Set.of(), false)),
                2);
        assertBroken(
                history()
                        .put(1, 2, "b", "x")
                        .add(3, 4, afterA, new Answer.Listed(Map.of("b", "x"), Set.of(), true)),
                2);
        assertOrdered(
                history()
                        .put(1, 2, "a", "x")
                        .put(1, 2, "b", "x")
                        .put(1, 2, "c", "x")
                        .add(3, 4, afterA, new Answer.Listed(Map.of("b", "x"), Set.of(), true)));
    }

    @Test
    void rolledUpPrefixStandsForSomeKey() {
        Call all = new Call.ListPage("", "/", "", 1000);
        Answer folder = new Answer.Listed(Map.of(), Set.of("f/"), false);
        assertOrdered(history().put(1, 2, "f/a", "x").put(3, 4, "f/b", "x").add(5, 6, all, folder));
        assertBroken(history().put(1, 2, "f/a", "x").delete(3, 4, "f/a").add(5, 6, all, folder), 3);
        assertOrdered(
                history()
                        .put(1, 2, "f/a", "x")
                        .put(1, 2, "g", "x")
                        .add(
                                3,
                                4,
                                new Call.ListPage("", "/", "f/", 1000),
                                new Answer.Listed(Map.of("g", "x"), Set.of(), false)));
    }

    @Test
    void deletedValueDoesNotComeBack() {
        assertBroken(history().put(1, 2, "a", "x").delete(3, 4, "a").get(5, 6, "a", "x"), 3);
    }

    @Test
    void unansweredWriteHappensOnceLaterOrNever() {
        Call lost = new Call.Put("a", "y", Condition.NONE);
        assertOrdered(history().lost(1, lost).missing(2, 3, "a").get(4, 5, "a", "y"));
        assertOrdered(history().lost(1, lost).missing(2, 3, "a"));
        assertBroken(history().missing(2, 3, "a").lost(4, lost).get(1, 3, "a", "y"), 1);
    }

    @Test
    void unansweredWriteHasNoSecondEffect() {
        Call lost = new Call.Put("a", "y", Condition.NONE);
        assertBroken(
                history().lost(1, lost).get(2, 3, "a", "y").put(4, 5, "a", "x").get(6, 7, "a", "y"),
                4);
        assertBroken(
                history()
                        .put(1, 2, "a", "x")
                        .lost(3, new Call.Delete("a", Condition.NONE))
                        .missing(4, 5, "a")
                        .put(6, 7, "a", "z")
                        .missing(8, 9, "a"),
                5);
    }

    @Test
    void unansweredConditionalWriteNeedsItsCondition() {
        Call lost = new Call.Put("a", "y", new Condition.IfAbsent());
        assertBroken(history().put(1, 2, "a", "x").lost(3, lost).get(4, 5, "a", "y"), 3);
        assertOrdered(
                history().put(1, 2, "a", "x").lost(3, lost).delete(4, 5, "a").get(6, 7, "a", "y"));
    }

    @Test
    void copyReadsFirstAndWritesLater() {
        assertOrdered(
                history()
                        .put(1, 2, "a", "x")
                        .copy(3, 9, "a", "b", "x")
                        .put(4, 5, "a", "y")
                        .missing(6, 7, "b")
                        .get(10, 11, "b", "x"));
        assertBroken(
                history().put(1, 2, "a", "x").put(3, 4, "a", "y").copy(5, 6, "a", "b", "x"), 3);
        assertBroken(
                history()
                        .put(1, 2, "a", "x")
                        .put(3, 20, "a", "y")
                        .copy(4, 30, "a", "b", "y")
                        .get(5, 6, "b", "y")
                        .get(8, 10, "a", "x"),
                5);
    }

    @Test
    void unansweredCopyWritesWhatTheSourceHeld() {
        Call lost = new Call.Copy("a", "b");
        assertOrdered(
                history()
                        .put(1, 2, "a", "x")
                        .lost(3, lost)
                        .put(4, 5, "a", "y")
                        .missing(6, 7, "b")
                        .get(8, 9, "b", "x"));
        assertOrdered(
                history()
                        .put(1, 2, "a", "x")
                        .lost(3, lost)
                        .put(4, 5, "a", "y")
                        .get(8, 9, "b", "y"));
        assertBroken(
                history().put(1, 2, "a", "x").put(3, 4, "a", "y").lost(5, lost).get(6, 7, "b", "x"),
                4);
    }

    @Test
    void whatCannotBeDecidedIsNoPass() {
        List<Operation> history = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            history.addAll(history().put(1, 50, "a", "v" + i).build());
        }
        history.addAll(history().get(60, 61, "a", "none").build());
        OrderChecker checker = new OrderChecker(1_000);
        assertThat(checker.check(history)).isInstanceOf(Verdict.Undecided.class);
        assertThatThrownBy(() -> checker.require(history, "seed 5"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("undecided")
                .hasMessageContaining("seed 5");
    }

    @Test
    void failureIsToldInTimeOrder() {
        List<Operation> history =
                history()
                        .get(5_000_000, 6_000_000, "a", "0123456789")
                        .put(3_000_000, 4_000_000, "a", "y")
                        .put(1_000_000, 2_000_000, "a", "0123456789")
                        .build();
        assertThatThrownBy(() -> new OrderChecker().require(history, "seed 7"))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        """
                        seed 7
                        These 3 of 3 operations cannot be put in one order:
                               0.000 …        1.000 ms  client  2  PUT a = 01234567 → done
                               2.000 …        3.000 ms  client  1  PUT a = y → done
                               4.000 …        5.000 ms  client  0  GET a → 01234567""");
    }
}
