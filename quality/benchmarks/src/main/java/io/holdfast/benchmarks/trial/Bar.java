package io.holdfast.benchmarks.trial;

/// What a figure has to reach.
///
/// @param isLeast whether it is the least that is good, otherwise the most
record Bar(double limit, boolean isLeast) {
    static Bar atLeast(double limit) {
        return new Bar(limit, true);
    }

    static Bar atMost(double limit) {
        return new Bar(limit, false);
    }

    /// A figure that is no number holds nothing.
    boolean holds(double value) {
        return isLeast ? value >= limit : value <= limit;
    }

    String verdict(double value) {
        return holds(value) ? "holds" : "MISSED";
    }

    @Override
    public String toString() {
        return (isLeast ? "≥ " : "≤ ") + Spread.number(limit);
    }
}
