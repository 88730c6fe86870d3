package io.holdfast.cluster;

/// A drive's standing in its set, as the registry records it.
public enum MemberState {
    /// Full and not on the out list: every acknowledgement waits for it, and it has every
    /// acknowledged change.
    IN_SERVICE,
    /// On the out list: acknowledgements go without it, it misses changes (rule 13).
    OUT,
    /// Takes changes and counts as a copy, but lacks earlier ones. The silence of one that never
    /// was complete proves nothing (rule 4).
    REBUILDING
}
