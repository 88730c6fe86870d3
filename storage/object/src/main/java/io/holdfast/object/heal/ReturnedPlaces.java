package io.holdfast.object.heal;

import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Places of a set whose drives came back and wait to be looked at, each at most once. Any thread.
final class ReturnedPlaces implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeSet<Integer> places = new TreeSet<>();
    private boolean isClosed;

    void add(int place) {
        lock.lock();
        try {
            places.add(place);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a place and takes it.
    ///
    /// @throws InterruptedException also when closed
    int next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (places.isEmpty()) {
                if (isClosed) {
                    throw new InterruptedException("closed");
                }
                changed.await();
            }
            return places.removeFirst();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
