package io.holdfast.base;

/// Time as an argument. Wall time is shown to people and judged for retention; it never orders
/// changes (rule 29). Monotonic time measures deadlines.
public interface Clock {
    /// Milliseconds since 1970-01-01T00:00Z; may jump either way.
    long wallMs();

    /// Nanoseconds from an arbitrary origin; never runs backwards.
    long monotonicNs();

    /// As {@link #monotonicNs}, for what is kept for a time rather than for deadlines: only a
    /// test's clock tells the two apart, so that it can move years without a deadline passing.
    default long runningNs() {
        return monotonicNs();
    }

    /// As {@link #wallMs}, by the clocks of those who sign requests: a test moves the server's
    /// clock and not its client's.
    default long callersWallMs() {
        return wallMs();
    }

    /// The clock of this machine.
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
