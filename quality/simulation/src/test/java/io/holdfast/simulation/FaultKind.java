package io.holdfast.simulation;

/// What goes wrong, or is put right.
public enum FaultKind {
    CUT,
    STOP,
    LOSE,
    RETURN,
    REPLACE,
    STALL,
    SLOW,
    SYNC_ERROR,
    READ_ERROR,
    FULL,
    ROT,
    REGISTRY,
    CLOCK,
    SCRUB,
    /// Only from {@link Script#ROWS_FROM} on.
    ROT_ROW
}
