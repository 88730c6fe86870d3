package io.holdfast.testkit.order;

import java.util.List;

/// What a check found out. Every outcome tells the work: configurations, which are pairs of what
/// has happened and what is then stored.
public sealed interface Verdict {
    /// Some order of the operations explains all answers.
    record Ordered(long configurations) implements Verdict {}

    /// No order does.
    ///
    /// @param part operations of the history, by time of the call, that cannot be explained
    ///   together; the other operations do not matter for that
    record Broken(long configurations, List<Operation> part) implements Verdict {
        public Broken {
            part = List.copyOf(part);
        }
    }

    /// The limit was reached first. Never to be taken for a pass.
    record Undecided(long configurations) implements Verdict {}

    long configurations();
}
