package io.holdfast.testkit.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Decides whether a history is linearizable: whether there is one order of all operations, each at
/// a moment between its call and its answer, that explains every answer (Herlihy, Wing:
/// Linearizability, TOPLAS 12 (1990)). All keys are absent at first. Any thread.
public final class OrderChecker {
    /// Configurations that one check may visit by default; each takes some 150 bytes.
    public static final long CONFIGURATIONS_MAX = 2_000_000;

    private final long limit;

    public OrderChecker() {
        this(CONFIGURATIONS_MAX);
    }

    /// @param limit of configurations, for each group of keys that has to be checked together
    public OrderChecker(long limit) {
        this.limit = limit;
    }

    /// Checks a history, each group of linked keys alone.
    public Verdict check(List<Operation> history) {
        long configurations = 0;
        boolean isDecided = true;
        for (Map.Entry<Set<String>, List<Operation>> part :
                new History(history).parts().entrySet()) {
            List<Steps.Claim> claims = new ArrayList<>();
            part.getValue().forEach(operation -> claims.add(new Steps.Claim(operation, true)));
            Search search = new Search(Steps.of(claims, part.getKey(), true), limit);
            Search.Outcome outcome = search.run();
            configurations += search.configurations();
            switch (outcome) {
                case ORDERED -> {}
                case UNDECIDED -> isDecided = false;
                case BROKEN -> {
                    Shrinker shrinker =
                            new Shrinker(part.getValue(), part.getKey(), search.configurations());
                    return new Verdict.Broken(configurations, shrinker.shrink(search.horizonNs()));
                }
            }
        }
        return isDecided
                ? new Verdict.Ordered(configurations)
                : new Verdict.Undecided(configurations);
    }

    /// Checks a history that has to be in order.
    ///
    /// @param origin how to make it again, for the message
    /// @return the work, in configurations
    /// @throws AssertionError with the part that cannot be explained; also when undecided
    public long require(List<Operation> history, String origin) {
        Verdict verdict = check(history);
        if (verdict instanceof Verdict.Ordered) {
            return verdict.configurations();
        }
        throw new AssertionError(report(verdict, history, origin));
    }

    /// A verdict for people.
    ///
    /// @param origin how to make the history again
    public static String report(Verdict verdict, List<Operation> history, String origin) {
        return switch (verdict) {
            case Verdict.Ordered(long configurations) ->
                    "in order, after %d configurations: %d operations; %s"
                            .formatted(configurations, history.size(), origin);
            case Verdict.Undecided(long configurations) ->
                    "undecided after %d configurations: %d operations; %s"
                            .formatted(configurations, history.size(), origin);
            case Verdict.Broken(long _, List<Operation> part) ->
                    "%s%nThese %d of %d operations cannot be put in one order:%n%s"
                            .formatted(
                                    origin,
                                    part.size(),
                                    history.size(),
                                    Explanation.of(part, history));
        };
    }
}
