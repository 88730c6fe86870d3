package io.holdfast.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Waits that end by themselves, and those that somebody ends.
@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class LongWaitsTest {
    private static final long FOREVER_NS = 1L << 60;
    private final LongWaits waits = new LongWaits();

    private static void awaitUntil(BooleanSupplier isSo) throws Exception {
        while (!isSo.getAsBoolean()) {
            Thread.sleep(5);
        }
    }

    @Test
    void oneEndsWhenItsTimeHasPassedAndNotBefore() throws Exception {
        Pending<Long> passed = new Pending<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            long start = System.nanoTime();
                            waits.park(this, LongWaits.FROM_NS);
                            passed.complete(System.nanoTime() - start);
                        });
        assertThat(passed.await()).isGreaterThanOrEqualTo(LongWaits.FROM_NS);
        assertThat(waits.size()).isZero();
    }

    @Test
    void oneEndsWhenItsThreadIsUnparkedOrInterrupted() throws Exception {
        Thread unparked = Thread.ofVirtual().start(() -> waits.park(this, FOREVER_NS));
        Thread interrupted = Thread.ofVirtual().start(() -> waits.park(this, FOREVER_NS));
        awaitUntil(() -> waits.size() == 2);
        LockSupport.unpark(unparked);
        unparked.join();
        interrupted.interrupt();
        interrupted.join();
        assertThat(waits.size()).isZero();
    }

    /// Each time the watch may be ending while a new wait begins.
    @Test
    void noneIsForgottenWhenTheWatchEnds() throws Exception {
        for (int round = 0; round < 5; round++) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                long pauseNs = LongWaits.FROM_NS / 2 + i * 1_000_000L;
                threads.add(
                        Thread.ofVirtual()
                                .start(
                                        () -> {
                                            LockSupport.parkNanos(pauseNs);
                                            waits.park(this, LongWaits.FROM_NS);
                                        }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(waits.size()).isZero();
    }

    @Test
    void theHostWaitsSo() throws Exception {
        Pending<Boolean> ended = new Pending<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                ended.complete(
                                        new Pending<Boolean>()
                                                .await(2 * LongWaits.FROM_NS)
                                                .isEmpty());
                            } catch (InterruptedException e) {
                                ended.complete(false);
                            }
                        });
        assertThat(ended.await()).isTrue();
    }
}
