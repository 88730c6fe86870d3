package io.holdfast.simulation;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/// Memory of transfer buffers. It lies outside the heap, and the collector, which frees it, is not
/// called for it before there is none left. The JDK then lets the thread that wants some sleep in
/// real time, while its simulated machine goes on for minutes without it. So room is made between
/// runs.
final class BufferMemory {
    /// One run needs less; the JVM grants as much as it has heap.
    private static final long USED_MAX = 256L << 20;

    private BufferMemory() {}

    static void makeRoom() {
        if (usedBytes() > USED_MAX) {
            System.gc();
        }
    }

    private static long usedBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
