package io.holdfast.simulation;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Memory of transfer buffers. It lies outside the heap, and the collector, which frees it, is not
/// called for it before there is none left. The JDK then lets the thread that wants some sleep in
/// real time, while its simulated machine goes on for minutes without it. So room is made between
/// runs.
final class BufferMemory {
    /// One run needs less; the JVM grants as much as it has heap.
    private static final long ROOM = 256L << 20;

    private static final long SETTLE_NS = 20_000_000;

    /// What a collection leaves is not asked for again before every run: that would cost more than
    /// the run.
    private static final AtomicLong USED_MAX = new AtomicLong(ROOM);

    private BufferMemory() {}

    static void makeRoom() {
        if (usedBytes() > USED_MAX.get()) {
            System.gc();
            USED_MAX.set(Math.min(settledBytes() + ROOM, Runtime.getRuntime().maxMemory() / 2));
        }
    }

    /// What is still in use when the thread that frees memory behind the collector is done. On a
    /// busy machine it is late; what it had yet to free was once taken for what a collection
    /// leaves, again and again, until there was no room at all.
    private static long settledBytes() {
        long before;
        long used = usedBytes();
        do {
            before = used;
            LockSupport.parkNanos(SETTLE_NS);
            used = usedBytes();
        } while (used < before);
        return used;
    }

    private static long usedBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
