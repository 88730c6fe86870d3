package io.holdfast.object;

/// Promises of the registry that a test deployment can be told to break.
public enum ClusterLie {
    /// Rule 13: the out list does not outlive the process.
    FORGETS_OUT,
    /// Rule 13: more than N − W drives may be out.
    PUTS_OUT_WITHOUT_LIMIT,
    /// Rule 4: an empty drive is taken for the one whose place it takes.
    ADMITS_EMPTY_AS_FULL
}
