package io.holdfast.object.commit;

import io.holdfast.base.Pending;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The mark of a leader: the ordinal up to which everything is decided. It tells each change's
/// waiter, and readers that wait for the mark itself. Any thread.
final class DecisionMark {
    private final AtomicReferenceArray<@Nullable InFlight> inFlight =
            new AtomicReferenceArray<>(ChangeRing.SIZE);
    private final ReentrantLock lock = new ReentrantLock();
    private List<Pending<Boolean>> waiters = new ArrayList<>();
    private volatile long decided;
    private long reached;
    private int holds;

    /// Who waits for a change.
    static final class InFlight {
        private final Pending<Boolean> done;
        private final @Nullable OnDecided onDecided;
        private volatile boolean isVoid;

        InFlight(Pending<Boolean> done, @Nullable OnDecided onDecided) {
            this.done = done;
            this.onDecided = onDecided;
        }

        private void decided() {
            if (onDecided != null) {
                onDecided.decided(!isVoid);
            }
            done.complete(!isVoid);
        }
    }

    long decided() {
        return decided;
    }

    /// True until the first change of the epoch, its START, is decided.
    boolean isUnmoved() {
        return decided == 0;
    }

    /// Registers who waits for an ordinal, before it is published.
    void expect(long ordinal, InFlight flight) {
        inFlight.set(ChangeRing.index(ordinal), flight);
    }

    /// The change at the ordinal, which the mark has not reached, will be void when it does (rule
    /// 14).
    void expectVoid(long ordinal) {
        InFlight flight = inFlight.get(ChangeRing.index(ordinal));
        if (flight != null) {
            flight.isVoid = true;
        }
    }

    /// Moves the mark forward and tells the waiters; an ordinal below the mark does nothing.
    void advanceTo(long ordinal) {
        long from;
        long to;
        List<Pending<Boolean>> woken;
        lock.lock();
        try {
            from = decided;
            reached = Math.max(reached, ordinal);
            if (holds > 0 || reached <= from) {
                return;
            }
            decided = reached;
            to = reached;
            woken = takeWaiters();
        } finally {
            lock.unlock();
        }
        woken.forEach(waiter -> waiter.complete(true));
        for (long each = from + 1; each <= to; each++) {
            InFlight flight = inFlight.getAndSet(ChangeRing.index(each), null);
            if (flight != null) {
                flight.decided();
            }
        }
    }

    /// Keeps the mark where it is until {@link #release}: nothing is decided meanwhile, for anyone.
    void hold() {
        lock.lock();
        try {
            holds++;
        } finally {
            lock.unlock();
        }
    }

    /// Lets the mark go on to where it would have been.
    void release() {
        long goal;
        lock.lock();
        try {
            holds--;
            goal = reached;
        } finally {
            lock.unlock();
        }
        advanceTo(goal);
    }

    /// Waits until the mark has moved far enough.
    ///
    /// @param isReached asked after every move
    /// @param isPatient asked at least every {@code sliceNs}; false ends the wait
    /// @return whether it is reached
    boolean await(BooleanSupplier isReached, BooleanSupplier isPatient, long sliceNs)
            throws InterruptedException {
        while (true) {
            Pending<Boolean> move = join();
            try {
                // Asked after joining the waiters, so that no move goes unseen.
                if (isReached.getAsBoolean()) {
                    return true;
                }
                if (move.await(sliceNs).isEmpty() && !isPatient.getAsBoolean()) {
                    return isReached.getAsBoolean();
                }
            } finally {
                leave(move);
            }
        }
    }

    private Pending<Boolean> join() {
        Pending<Boolean> move = new Pending<>();
        lock.lock();
        try {
            waiters.add(move);
        } finally {
            lock.unlock();
        }
        return move;
    }

    /// Whoever was woken is no waiter any more.
    private void leave(Pending<Boolean> move) {
        if (move.isDone()) {
            return;
        }
        lock.lock();
        try {
            waiters.remove(move);
        } finally {
            lock.unlock();
        }
    }

    /// Lets all waiters look again whether they are still patient.
    void wakeAll() {
        List<Pending<Boolean>> woken;
        lock.lock();
        try {
            woken = takeWaiters();
        } finally {
            lock.unlock();
        }
        woken.forEach(waiter -> waiter.complete(false));
    }

    private List<Pending<Boolean>> takeWaiters() {
        if (waiters.isEmpty()) {
            return List.of();
        }
        List<Pending<Boolean>> taken = waiters;
        waiters = new ArrayList<>();
        return taken;
    }
}
