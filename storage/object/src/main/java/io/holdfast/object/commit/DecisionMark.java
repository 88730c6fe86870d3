package io.holdfast.object.commit;

import io.holdfast.base.Pending;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The mark of a leader: the ordinal up to which everything is decided. It tells each change's
/// waiter, and readers that wait for the mark itself. Any thread.
final class DecisionMark {
    private final AtomicReferenceArray<@Nullable InFlight> inFlight =
            new AtomicReferenceArray<>(ChangeRing.SIZE);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private int waiters;
    private volatile long decided;

    /// Who waits for a change.
    record InFlight(Pending<Boolean> done, @Nullable Runnable onDecided) {}

    long decided() {
        return decided;
    }

    /// True until the first change of the epoch, its START, is decided.
    boolean isUnmoved() {
        return decided == 0;
    }

    /// Registers who waits for an ordinal, before it is published.
    void expect(long ordinal, InFlight flight) {
        inFlight.set(index(ordinal), flight);
    }

    /// Moves the mark forward and tells the waiters; an ordinal below the mark does nothing.
    void advanceTo(long ordinal) {
        long from;
        lock.lock();
        try {
            from = decided;
            if (ordinal <= from) {
                return;
            }
            decided = ordinal;
            if (waiters > 0) {
                moved.signalAll();
            }
        } finally {
            lock.unlock();
        }
        for (long each = from + 1; each <= ordinal; each++) {
            InFlight flight = inFlight.getAndSet(index(each), null);
            if (flight != null) {
                if (flight.onDecided() != null) {
                    flight.onDecided().run();
                }
                flight.done().complete(true);
            }
        }
    }

    /// Waits until the mark has moved far enough.
    ///
    /// @param isReached asked after every move
    /// @param isPatient asked at least every {@code sliceNs}; false ends the wait
    /// @return whether it is reached
    boolean await(BooleanSupplier isReached, BooleanSupplier isPatient, long sliceNs)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            waiters++;
            long leftNs = sliceNs;
            while (!isReached.getAsBoolean()) {
                if (leftNs <= 0 && !isPatient.getAsBoolean()) {
                    return false;
                }
                leftNs = moved.awaitNanos(sliceNs);
            }
            return true;
        } finally {
            waiters--;
            lock.unlock();
        }
    }

    /// Lets all waiters look again whether they are still patient.
    void wakeAll() {
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static int index(long ordinal) {
        return (int) (ordinal & ChangeRing.SIZE - 1);
    }
}
