package io.holdfast.interop.order;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts the calls of a round. Any thread.
final class Turns {
    private static final int KILL_LIMIT_SECONDS = 60;

    private final int most;
    private final CountDownLatch beforeKill;
    private final AtomicInteger taken = new AtomicInteger();

    /// @param killAt number of the call at which the server is killed
    Turns(int most, int killAt) {
        this.most = most;
        this.beforeKill = new CountDownLatch(killAt);
    }

    /// Takes the next turn; whether there is none left.
    boolean isOver() {
        beforeKill.countDown();
        return taken.getAndIncrement() >= most;
    }

    /// Returns when it is time to kill the server, or when the clients have stopped making calls.
    void awaitKill() throws InterruptedException {
        boolean isReached = beforeKill.await(KILL_LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!isReached && taken.get() < most) {
            IO.println("the clients are slow or have failed: " + taken.get() + " calls");
        }
    }
}
