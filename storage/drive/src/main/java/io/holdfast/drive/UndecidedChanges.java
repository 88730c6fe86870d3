package io.holdfast.drive;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The undecided changes of a drive in stream order. Bounded by the ring of the leader that feeds
/// the drive. Commit thread only.
final class UndecidedChanges {
    /// The leader's ring holds 4,096 changes; as many may be left over from an earlier leader.
    static final int MAX = 4 * 4096;

    private final NavigableMap<StreamPosition, UndecidedChange> changes = new TreeMap<>();

    void add(UndecidedChange change) {
        if (changes.size() >= MAX) {
            throw new Divergence("more than " + MAX + " undecided changes");
        }
        changes.put(change.change().position(), change);
    }

    @Nullable UndecidedChange get(StreamPosition position) {
        return changes.get(position);
    }

    @Nullable UndecidedChange remove(StreamPosition position) {
        return changes.remove(position);
    }

    boolean contains(StreamPosition position) {
        return changes.containsKey(position);
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    /// Those that a mark decides: of its own epoch and not beyond it. Earlier epochs are settled by
    /// START and VOID only (rule 8), never by a mark that overtakes them.
    List<UndecidedChange> upTo(StreamPosition mark) {
        StreamPosition from = new StreamPosition(mark.epoch(), 0);
        return new ArrayList<>(changes.subMap(from, true, mark, true).values());
    }

    /// Those of epochs before the given one, oldest first.
    List<UndecidedChange> beforeEpoch(int epoch) {
        return new ArrayList<>(changes.headMap(new StreamPosition(epoch, 0), false).values());
    }

    List<UndecidedChange> all() {
        return new ArrayList<>(changes.values());
    }

    /// Where the log must be read from to know these changes again, or the given position. A drive
    /// logs changes in stream order, so the first is the oldest.
    LogPosition oldestLogged(LogPosition fallback) {
        return changes.isEmpty() ? fallback : changes.firstEntry().getValue().logged();
    }
}
