package io.holdfast.object.commit;

import io.holdfast.base.Permits;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// One change per key at a time (rule 11). A lock belongs to a change, not to a thread: when a
/// request gives up waiting, the lock stays taken until its change is decided.
public final class KeyLocks {
    private final ConcurrentHashMap<RowKey, Slot> slots = new ConcurrentHashMap<>();

    private static final class Slot {
        final Permits turn = new Permits(1);
        int users;
    }

    /// A key held by one change.
    public final class Held {
        private final RowKey key;
        private final Slot slot;

        private Held(RowKey key, Slot slot) {
            this.key = key;
            this.slot = slot;
        }

        /// Lets the next change in; any thread, once.
        public void release() {
            slot.turn.giveBack(1);
            leave(key);
        }
    }

    /// Waits for the key's turn.
    ///
    /// @return empty when the time passed first
    public Optional<Held> acquire(RowKey key, long timeoutNs) throws InterruptedException {
        Slot slot = enter(key);
        boolean isHeld = false;
        try {
            isHeld = slot.turn.take(1, timeoutNs);
        } finally {
            if (!isHeld) {
                leave(key);
            }
        }
        return isHeld ? Optional.of(new Held(key, slot)) : Optional.empty();
    }

    /// Takes the key only when nobody holds it.
    public Optional<Held> tryAcquire(RowKey key) {
        Slot slot = enter(key);
        if (slot.turn.tryTake(1)) {
            return Optional.of(new Held(key, slot));
        }
        leave(key);
        return Optional.empty();
    }

    private Slot enter(RowKey key) {
        return slots.compute(
                key,
                (_, present) -> {
                    Slot slot = present == null ? new Slot() : present;
                    slot.users++;
                    return slot;
                });
    }

    private void leave(RowKey key) {
        slots.computeIfPresent(key, (_, slot) -> --slot.users == 0 ? null : slot);
    }
}
