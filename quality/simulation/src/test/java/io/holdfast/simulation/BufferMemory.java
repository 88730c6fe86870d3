package io.holdfast.simulation;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;

/// Memory of transfer buffers. It lies outside the heap, and the collector, which frees it, is not
/// called for it before there is none left. The JDK then lets the thread that wants some sleep in
/// real time, while its simulated machine goes on for minutes without it. So room is made between
/// runs.
final class BufferMemory {
    /// One run needs less; the JVM grants as much as it has heap.
    private static final long ROOM = 256L << 20;

    /// What a collection leaves is not asked for again before every run: that would cost more than
    /// the run.
    private static final AtomicLong USED_MAX = new AtomicLong(ROOM);

    private BufferMemory() {}

    static void makeRoom() {
        if (usedBytes() > USED_MAX.get()) {
            System.gc();
            USED_MAX.set(usedBytes() + ROOM);
        }
    }

    private static long usedBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
