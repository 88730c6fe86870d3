package io.holdfast.base;

/// Time as an argument. Wall time is shown to people and judged for retention; it never orders
/// changes (rule 29). Monotonic time measures deadlines.
public interface Clock {
    /// Milliseconds since 1970-01-01T00:00Z; may jump either way.
    long wallMs();

    /// Nanoseconds from an arbitrary origin; never runs backwards.
    long monotonicNs();

    /// The clock of this machine.
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
