package io.holdfast.base;

/// What a process gets from the machine that it runs on: threads, time to wait, chance. Code that
/// starts a thread, waits with a limit or draws an id asks the host of its thread, so that a
/// simulation which runs the same code has all three under the control of its seed.
///
/// The real host is in force unless a thread was started by another one. Waits without a limit
/// (locks, {@link Pending#await()}) need no host: only threads of the same host end them.
public interface Host {
    /// A daemon thread of the operating system's, not started; for native calls and long
    /// computations.
    Thread platformThread(String name, Runnable task);

    /// As {@link #platformThread}, for work that moves much and may wait for what is small.
    default Thread bulkThread(String name, Runnable task) {
        return platformThread(name, task);
    }

    /// Whether the calling thread is a {@link #bulkThread} that has stepped back for others. Work
    /// that it hands on steps back as well.
    default boolean isBulkThread() {
        return false;
    }

    /// A virtual thread, not started; for code that mostly waits.
    Thread virtualThread(String name, Runnable task);

    /// Returns when the thread was unparked or interrupted, when the time has passed, or for no
    /// reason; as [java.util.concurrent.locks.LockSupport#parkNanos], but of limits of 200 ms and
    /// more up to 100 ms late.
    void park(Object blocker, long atMostNs);

    /// Nanoseconds from an arbitrary origin; never runs backwards.
    long nowNs();

    /// Fills the array with bytes that a stranger cannot foresee.
    void nextBytes(byte[] bytes);

    /// Waits for the whole time.
    default void sleep(long ns) throws InterruptedException {
        long startNs = nowNs();
        long leftNs = ns;
        while (leftNs > 0) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            park(this, leftNs);
            leftNs = ns - (nowNs() - startNs);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /// The host of the calling thread.
    static Host current() {
        return CurrentHost.get();
    }

    /// Runs a task whose host is the given one.
    static void within(Host host, Runnable task) {
        CurrentHost.run(host, task);
    }
}
