package io.holdfast.object.heal;

import io.holdfast.base.Pending;
import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Places of a set whose drives came back and wait to be looked at, each at most once. Any thread.
final class ReturnedPlaces implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashSet<Integer> places = new LinkedHashSet<>();
    private @Nullable Pending<Boolean> waiter;
    private boolean isClosed;

    void add(int place) {
        lock.lock();
        try {
            places.add(place);
            wake();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a place and takes it; one thread at a time.
    ///
    /// @return empty when none came in time
    /// @throws InterruptedException also when closed
    OptionalInt next(long timeoutNs) throws InterruptedException {
        Pending<Boolean> news = new Pending<>();
        lock.lockInterruptibly();
        try {
            if (isClosed) {
                throw new InterruptedException("closed");
            }
            if (!places.isEmpty()) {
                return OptionalInt.of(places.removeFirst());
            }
            waiter = news;
        } finally {
            lock.unlock();
        }
        return news.await(timeoutNs).isPresent() ? next(timeoutNs) : OptionalInt.empty();
    }

    private void wake() {
        if (waiter != null) {
            waiter.complete(true);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            wake();
        } finally {
            lock.unlock();
        }
    }
}
