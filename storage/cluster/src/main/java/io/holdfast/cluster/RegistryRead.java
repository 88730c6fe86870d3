package io.holdfast.cluster;

import io.holdfast.cluster.copy.CopyContent;
import io.holdfast.cluster.copy.Generation;
import io.holdfast.cluster.copy.RegistryState;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What the copies in reach say together: the newest state, and which drives may vouch for it (rule
/// 30).
///
/// @param newest of all whole copies; empty when no copy has a state
/// @param known places whose drive is the incarnation that the newest state lists, with a whole
///   copy
/// @param promised highest start number that any copy has promised
/// @param isSplit whether two copies are of separate histories
record RegistryRead(Optional<RegistryState> newest, BitSet known, long promised, boolean isSplit) {
    /// The copy at one place.
    record Seen(UUID incarnation, CopyContent content) {}

    /// Copies by place; empty where no drive is in reach.
    static RegistryRead of(List<Optional<Seen>> copies) {
        RegistryState newest = null;
        long promised = 0;
        for (Optional<Seen> copy : copies) {
            if (copy.isEmpty()) {
                continue;
            }
            promised = Math.max(promised, copy.get().content().promised());
            Optional<RegistryState> state = copy.get().content().whole();
            if (state.isPresent()
                    && (newest == null
                            || state.get().generation().compareTo(newest.generation()) > 0)) {
                newest = state.get();
            }
        }
        BitSet known = new BitSet();
        boolean isSplit = false;
        for (int place = 0; newest != null && place < copies.size(); place++) {
            Optional<Seen> copy = copies.get(place);
            Optional<RegistryState> state = copy.flatMap(seen -> seen.content().whole());
            if (copy.isEmpty() || state.isEmpty()) {
                continue;
            }
            Generation generation = state.get().generation();
            isSplit |= generation.isSplitFrom(newest.generation());
            if (place < newest.members().size()
                    && newest.members().get(place).equals(copy.get().incarnation())) {
                known.set(place);
            }
        }
        return new RegistryRead(Optional.ofNullable(newest), known, promised, isSplit);
    }

    /// Copies that a write must reach: more than half of all.
    static int writeQuorum(int places) {
        return places / 2 + 1;
    }

    /// Copies whose newest state cannot miss an acknowledged write: ⌈n/2⌉.
    static int readQuorum(int places) {
        return (places + 1) / 2;
    }
}
