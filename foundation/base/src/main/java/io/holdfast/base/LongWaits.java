package io.holdfast.base;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// Waits of virtual threads whose limit is there for what should not happen, so that nearly all end
/// early. The JDK hands each timed wait of a virtual thread to one thread that keeps the times, and
/// wakes that one when the wait begins and again when it ends: more than everything else that a
/// commit does with threads (decision 0081). Here a wait is an entry in a set, which one virtual
/// thread looks through ten times a second while there are some. Any thread.
final class LongWaits {
    /// The shortest limit. A wait ends at most half of that late.
    static final long FROM_NS = 200_000_000;

    private static final long LOOK_NS = FROM_NS / 2;

    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isWatched = new AtomicBoolean();

    /// One wait under way. Compared by identity.
    private static final class Wait {
        private final Thread thread = Thread.currentThread();
        private final long startNs = System.nanoTime();
        private final long atMostNs;

        Wait(long atMostNs) {
            this.atMostNs = atMostNs;
        }

        void endIfDue() {
            if (System.nanoTime() - startNs >= atMostNs) {
                LockSupport.unpark(thread);
            }
        }
    }

    /// As {@link LockSupport#parkNanos(Object, long)}.
    void park(Object blocker, long atMostNs) {
        Wait wait = new Wait(atMostNs);
        waits.add(wait);
        try {
            watch();
            LockSupport.park(blocker);
        } finally {
            waits.remove(wait);
        }
    }

    /// How many wait now.
    int size() {
        return waits.size();
    }

    private void watch() {
        if (!isWatched.get() && isWatched.compareAndSet(false, true)) {
            Thread.ofVirtual().name("long-waits").start(this::look);
        }
    }

    private void look() {
        do {
            while (!waits.isEmpty()) {
                LockSupport.parkNanos(this, LOOK_NS);
                waits.forEach(Wait::endIfDue);
            }
            isWatched.set(false);
            // Whoever came before that saw the watch and began none.
        } while (!waits.isEmpty() && isWatched.compareAndSet(false, true));
    }
}
