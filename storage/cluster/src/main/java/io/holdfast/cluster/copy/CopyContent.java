package io.holdfast.cluster.copy;

import java.util.Optional;

/// What a drive's copy of the registry was found to hold.
public sealed interface CopyContent {
    /// No state, as on a new drive; at most a promise.
    ///
    /// @param promised highest start number that was promised; 0 when none
    record Blank(long promised) implements CopyContent {}

    /// A whole copy; a torn last record was never acknowledged and is left out.
    ///
    /// @param promised highest start number that was promised, at least the state's own
    record Whole(RegistryState state, long promised) implements CopyContent {}

    /// Unreadable, or damaged before its end: what it holds may be older than what it held.
    ///
    /// @param promised as far as it could be read
    record Damaged(String detail, long promised) implements CopyContent {}

    long promised();

    /// The state, when the copy can vouch for it.
    default Optional<RegistryState> whole() {
        return this instanceof Whole whole ? Optional.of(whole.state()) : Optional.empty();
    }
}
