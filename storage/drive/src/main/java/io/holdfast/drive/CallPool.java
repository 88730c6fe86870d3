package io.holdfast.drive;

import io.holdfast.base.Host;
import io.holdfast.base.Pending;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A few platform threads that make blocking native calls, so that no virtual thread's carrier is
/// pinned and the depth of the drive's queue is bounded. Any thread submits.
final class CallPool {
    private static final Logger log = LoggerFactory.getLogger(CallPool.class);

    /// Admission control keeps far fewer requests in flight; a queue this long means a sick drive.
    private static final int QUEUE_MAX = 4096;

    private final String name;
    private final BlockingQueue<Call<?>> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final AtomicReferenceArray<@Nullable Call<?>> running;
    private final Consumer<DriveFault> onDamage;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean isClosing;

    /// For calls that somebody waits for.
    ///
    /// @param onDamage told when a call met damage of the index
    static CallPool usual(String name, int threadCount, Consumer<DriveFault> onDamage) {
        return new CallPool(name, threadCount, onDamage, Host.current()::platformThread);
    }

    /// Its threads step back for all others.
    static CallPool bulk(String name, int threadCount, Consumer<DriveFault> onDamage) {
        return new CallPool(name, threadCount, onDamage, Host.current()::bulkThread);
    }

    private CallPool(
            String name,
            int threadCount,
            Consumer<DriveFault> onDamage,
            BiFunction<String, Runnable, Thread> newThread) {
        this.name = name;
        this.onDamage = onDamage;
        running = new AtomicReferenceArray<>(threadCount);
        for (int i = 0; i < threadCount; i++) {
            int index = i;
            Thread thread = newThread.apply(name + "-" + i, () -> work(index));
            threads.add(thread);
            thread.start();
        }
    }

    /// What a call does on the medium.
    @FunctionalInterface
    interface Work<T> {
        T run(Progress progress) throws IOException;
    }

    /// Told by long calls that they get on, so that they are not taken for stalled.
    @FunctionalInterface
    interface Progress {
        void made();
    }

    private static final class Call<T> implements Progress {
        private final String drive;
        private final Work<T> work;
        private final Function<DriveFault, T> failed;
        private final Pending<T> result = new Pending<>();
        private volatile long sinceNs = System.nanoTime();

        private Call(String drive, Work<T> work, Function<DriveFault, T> failed) {
            this.drive = drive;
            this.work = work;
            this.failed = failed;
        }

        @Override
        public void made() {
            sinceNs = System.nanoTime();
        }

        private void run(Consumer<DriveFault> onDamage) {
            try {
                result.complete(work.run(this));
            } catch (IOException | RowStore.StoreFailure e) {
                DriveFault fault = Faults.of(drive, e);
                if (Faults.isDamage(e)) {
                    onDamage.accept(fault);
                }
                fail(fault);
            } catch (RuntimeException e) {
                log.error("a call to drive {} failed", drive, e);
                fail(Faults.of(drive, e));
            }
        }

        private void fail(DriveFault fault) {
            result.complete(failed.apply(fault));
        }
    }

    /// Queues a call; its outcome is a fault when it throws, is given up, or finds no room.
    <T> Pending<T> submit(Work<T> work, Function<DriveFault, T> failed) {
        Call<T> call = new Call<>(name, work, failed);
        if (isClosing) {
            call.fail(Faults.closed(name));
        } else if (!queue.offer(call)) {
            call.fail(new DriveFault(DriveFault.Kind.UNAVAILABLE, name + ": queue is full"));
        } else if (isClosing) {
            giveUp(Faults.closed(name));
        }
        return call.result;
    }

    /// True when a call has waited or run for longer than the deadline without progress.
    boolean isStalled(long nowNs, long deadlineNs) {
        Call<?> oldest = queue.peek();
        if (oldest != null && nowNs - oldest.sinceNs > deadlineNs) {
            return true;
        }
        for (int i = 0; i < running.length(); i++) {
            Call<?> call = running.get(i);
            if (call != null && nowNs - call.sinceNs > deadlineNs) {
                return true;
            }
        }
        return false;
    }

    /// Completes every call that waits or runs with the fault. A running one may still end later;
    /// nobody hears of it.
    void giveUp(DriveFault fault) {
        List<Call<?>> waiting = new ArrayList<>();
        queue.drainTo(waiting);
        waiting.forEach(call -> call.fail(fault));
        for (int i = 0; i < running.length(); i++) {
            Call<?> call = running.get(i);
            if (call != null) {
                call.fail(fault);
            }
        }
    }

    private void work(int index) {
        while (!isClosing) {
            try {
                Call<?> call = queue.take();
                running.set(index, call);
                call.run(onDamage);
                running.set(index, null);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /// Ends the threads after the calls they are in.
    ///
    /// @return false when one of them is stuck
    boolean close(long timeoutMs) throws InterruptedException {
        isClosing = true;
        giveUp(Faults.closed(name));
        for (int i = 0; i < threads.size(); i++) {
            boolean isWoken = queue.offer(new Call<>(name, _ -> true, _ -> false));
            if (!isWoken) {
                log.warn("the queue of {} filled again while it was closed", name);
            }
        }
        boolean areEnded = true;
        for (Thread thread : threads) {
            thread.join(timeoutMs);
            areEnded &= !thread.isAlive();
        }
        return areEnded;
    }
}
