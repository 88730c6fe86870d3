package io.holdfast.base;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/// A number of things that can be taken and given back, first come, first served. Like a fair
/// semaphore, except that it waits in the time of the thread's {@link Host}. Any thread.
public final class Permits {
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private int free;

    private record Waiter(int count, Pending<Boolean> granted) {}

    public Permits(int free) {
        this.free = free;
    }

    /// Takes so many now, if they are free and nobody waits for some.
    public boolean tryTake(int count) {
        lock.lock();
        try {
            return takeNow(count);
        } finally {
            lock.unlock();
        }
    }

    /// Takes so many, waiting for them if need be.
    ///
    /// @param timeoutNs the longest wait in nanoseconds
    /// @return false when the time passed first; nothing is taken then
    public boolean take(int count, long timeoutNs) throws InterruptedException {
        return take(count, timeoutNs, timeoutNs, () -> {});
    }

    /// The same.
    ///
    /// @param everyNs so often the caller does {@code meanwhile} while it waits
    public boolean take(int count, long timeoutNs, long everyNs, Runnable meanwhile)
            throws InterruptedException {
        Waiter waiter = new Waiter(count, new Pending<>());
        lock.lock();
        try {
            if (takeNow(count)) {
                return true;
            }
            waiters.add(waiter);
        } finally {
            lock.unlock();
        }
        try {
            return isGranted(waiter, timeoutNs, everyNs, meanwhile) || !withdraw(waiter);
        } catch (InterruptedException e) {
            if (!withdraw(waiter)) {
                giveBack(count);
            }
            throw e;
        }
    }

    private static boolean isGranted(
            Waiter waiter, long timeoutNs, long everyNs, Runnable meanwhile)
            throws InterruptedException {
        long leftNs = timeoutNs;
        while (leftNs > everyNs) {
            if (waiter.granted.await(everyNs).isPresent()) {
                return true;
            }
            meanwhile.run();
            leftNs -= everyNs;
        }
        return waiter.granted.await(leftNs).isPresent();
    }

    /// Gives back what was taken.
    public void giveBack(int count) {
        if (count == 0) {
            return;
        }
        lock.lock();
        try {
            free += count;
            serve();
        } finally {
            lock.unlock();
        }
    }

    private boolean takeNow(int count) {
        if (!waiters.isEmpty() || free < count) {
            return false;
        }
        free -= count;
        return true;
    }

    private void serve() {
        while (!waiters.isEmpty() && waiters.element().count <= free) {
            Waiter next = waiters.remove();
            free -= next.count;
            next.granted.complete(true);
        }
    }

    /// @return false when the permits had been granted in the meantime
    private boolean withdraw(Waiter waiter) {
        lock.lock();
        try {
            boolean wasWaiting = waiters.remove(waiter);
            if (wasWaiting) {
                serve();
            }
            return wasWaiting;
        } finally {
            lock.unlock();
        }
    }
}
