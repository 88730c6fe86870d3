package io.holdfast.base;

import java.security.SecureRandom;
import java.util.concurrent.locks.LockSupport;

/// The machine itself.
final class RealHost implements Host {
    static final RealHost INSTANCE = new RealHost();

    private final SecureRandom random = new SecureRandom();
    private final LongWaits longWaits = new LongWaits();

    private RealHost() {}

    @Override
    public Thread platformThread(String name, Runnable task) {
        return Thread.ofPlatform().daemon().name(name).unstarted(task);
    }

    @Override
    public Thread bulkThread(String name, Runnable task) {
        Carriers.make();
        return platformThread(name, BulkPriority.of(task));
    }

    @Override
    public boolean isBulkThread() {
        return BulkPriority.isLowered();
    }

    @Override
    public Thread virtualThread(String name, Runnable task) {
        return Thread.ofVirtual().name(name).unstarted(task);
    }

    @Override
    public void park(Object blocker, long atMostNs) {
        if (atMostNs >= LongWaits.FROM_NS && Thread.currentThread().isVirtual()) {
            longWaits.park(blocker, atMostNs);
        } else {
            LockSupport.parkNanos(blocker, atMostNs);
        }
    }

    @Override
    public long nowNs() {
        return System.nanoTime();
    }

    @Override
    public void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
