package io.holdfast.object.commit;

import io.holdfast.base.Permits;
import io.holdfast.drive.Change;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The changes that some attached drive does not have yet, in order. Every drive reads it with a
/// cursor of its own; a place is cleared when all have it and it is decided, so that the heap holds
/// no old bodies.
final class ChangeRing {
    static final int SIZE = 4096;

    /// Places that only {@link #borrowRoom} gives away, so that a full ring can be freed again.
    private static final int RESERVE = 16;

    private final AtomicReferenceArray<@Nullable Change> changes = new AtomicReferenceArray<>(SIZE);
    private final Permits room = new Permits(SIZE - RESERVE);
    private final AtomicLong tail = new AtomicLong();
    private long cleared;
    private int borrowed;

    /// Waits for a free place; the caller then numbers and publishes one change.
    boolean awaitRoom(long timeoutNs) throws InterruptedException {
        return room.take(1, timeoutNs);
    }

    /// Gives a place back that was not used for a number.
    void returnRoom() {
        room.giveBack(1);
    }

    /// Takes a place also when the ring is full: for changes that end what others wait for.
    ///
    /// @return false when as many as there may be are on their way
    synchronized boolean borrowRoom() {
        if (borrowed == RESERVE) {
            return false;
        }
        borrowed++;
        return true;
    }

    /// Puts a change at its ordinal; visible once all before it are.
    void publish(Change change) {
        changes.set(index(change.position().ordinal()), change);
        long last = tail.get();
        while (isThere(last + 1)) {
            if (tail.compareAndSet(last, last + 1)) {
                last++;
            } else {
                last = tail.get();
            }
        }
    }

    long tail() {
        return tail.get();
    }

    @Nullable Change get(long ordinal) {
        return changes.get(index(ordinal));
    }

    /// Everything after this ordinal is still here.
    synchronized long cleared() {
        return cleared;
    }

    /// Clears everything up to the ordinal.
    synchronized void clearUpTo(long ordinal) {
        int freed = 0;
        while (cleared < ordinal) {
            cleared++;
            changes.set(index(cleared), null);
            freed++;
        }
        int returned = Math.min(borrowed, freed);
        borrowed -= returned;
        room.giveBack(freed - returned);
    }

    private boolean isThere(long ordinal) {
        Change change = changes.get(index(ordinal));
        return change != null && change.position().ordinal() == ordinal;
    }

    /// Where things of an ordinal stand in arrays as large as the ring.
    static int index(long ordinal) {
        return (int) (ordinal & SIZE - 1);
    }
}
