package io.holdfast.base;

import java.util.concurrent.atomic.AtomicInteger;

/// The threads that carry virtual threads. Linux gives a new thread the weight of the one that made
/// it, and a carrier is made by whoever wakes a virtual thread while there are too few: were that a
/// thread that has stepped back, small requests would step back with it for ever. So all carriers
/// are made before the first such thread, and none is let go for lack of work.
final class Carriers {
    private static final long WAIT_NS = 200_000_000;

    /// Less than the half minute after which an idle carrier ends.
    private static final long BEAT_MS = 10_000;

    private Carriers() {}

    /// A class of its own: the threads that it waits for need the one around it initialized.
    private static final class Once {
        static {
            makeAll();
        }

        private Once() {}

        static void done() {}
    }

    /// Makes them, the first time.
    static void make() {
        Once.done();
    }

    private static void makeAll() {
        int count =
                Integer.getInteger(
                        "jdk.virtualThreadScheduler.parallelism",
                        Runtime.getRuntime().availableProcessors());
        AtomicInteger running = new AtomicInteger();
        long startNs = System.nanoTime();
        // Each keeps its carrier to itself until all have one.
        for (int i = 0; i < count; i++) {
            Thread.ofVirtual()
                    .name("carrier-", i)
                    .start(
                            () -> {
                                running.incrementAndGet();
                                while (running.get() < count
                                        && System.nanoTime() - startNs < WAIT_NS) {
                                    Thread.onSpinWait();
                                }
                            });
        }
        while (running.get() < count && System.nanoTime() - startNs < WAIT_NS) {
            Thread.onSpinWait();
        }
        Thread.ofVirtual().name("carriers").start(Carriers::beat);
    }

    /// A pool that does something now and then does not shrink.
    private static void beat() {
        try {
            while (true) {
                Thread.sleep(BEAT_MS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
