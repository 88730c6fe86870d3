package io.holdfast.drive;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/// The power that one or several {@link CuttableDisk}s hang on: all are cut at one instant, at
/// which none of them is in the middle of a call. A cut can be aimed at a {@link DiskMoment}: the
/// thread that reaches it stands still until the power is gone. Any thread.
public final class Mains {
    private final ReentrantReadWriteLock power = new ReentrantReadWriteLock(true);
    private final CountDownLatch cut = new CountDownLatch(1);
    private final CountDownLatch reached = new CountDownLatch(1);
    private @Nullable DiskMoment aim;
    private int left;
    private volatile boolean isOff;

    /// A call that needs power.
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /// Makes the call while the power is on.
    ///
    /// @throws IOException when the power is gone, too
    public <T> T powered(Work<T> work) throws IOException {
        power.readLock().lock();
        try {
            checkOn();
            return work.run();
        } finally {
            power.readLock().unlock();
        }
    }

    /// @throws IOException when the power is gone
    void checkOn() throws IOException {
        if (isOff) {
            throw new IOException("the power is gone");
        }
    }

    /// As {@link #powered}, for what is told and cannot fail.
    void noted(Runnable work) {
        power.readLock().lock();
        try {
            if (!isOff) {
                work.run();
            }
        } finally {
            power.readLock().unlock();
        }
    }

    /// Aims at a moment.
    ///
    /// @param count the how-maniest from now on it shall be
    public synchronized void aim(DiskMoment moment, int count) {
        aim = moment;
        left = count;
    }

    /// Waits until the moment that was aimed at is reached.
    ///
    /// @return false when the time was over before
    public boolean awaitAim(long timeoutNs) throws InterruptedException {
        return reached.await(timeoutNs, TimeUnit.NANOSECONDS);
    }

    /// A call has ended; called without a lock.
    public void reach(DiskMoment moment) {
        synchronized (this) {
            if (moment != aim || --left > 0) {
                return;
            }
            aim = null;
        }
        reached.countDown();
        try {
            cut.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Stops all calls, does the work, and lets go; the power stays on.
    void pause(Work<?> work) throws IOException {
        power.writeLock().lock();
        try {
            work.run();
        } finally {
            power.writeLock().unlock();
        }
    }

    /// Cuts the power.
    ///
    /// @param atCut runs at that instant; copies the disks
    public void cut(Work<?> atCut) throws IOException {
        try {
            pause(
                    () -> {
                        isOff = true;
                        return atCut.run();
                    });
        } finally {
            cut.countDown();
        }
    }
}
