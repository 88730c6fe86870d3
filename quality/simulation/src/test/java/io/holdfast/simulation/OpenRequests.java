package io.holdfast.simulation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What clients have asked of one server and have no answer to yet. Touched by one thread at a
/// time.
public final class OpenRequests {
    private final Map<Integer, KeyHistory> changes = new TreeMap<>();
    private final Map<Integer, List<KeyHistory>> looks = new TreeMap<>();

    /// A change is asked for.
    void began(int id, KeyHistory history) {
        changes.put(id, history);
    }

    void ended(int id) {
        changes.remove(id);
    }

    void beganLook(int id, List<KeyHistory> histories) {
        looks.put(id, histories);
    }

    void endedLook(int id) {
        looks.remove(id);
    }

    /// The server died: whatever it was asked stays without an answer.
    public void lose() {
        changes.forEach((id, history) -> history.lost(id));
        looks.forEach((id, histories) -> histories.forEach(history -> history.lookFailed(id)));
        changes.clear();
        looks.clear();
    }
}
