package io.holdfast.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PermitsTest {
    private static final long LONG_NS = 60_000_000_000L;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Permits permits = new Permits(2);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void whatIsTakenIsNotFree() throws InterruptedException {
        assertThat(permits.tryTake(2)).isTrue();
        assertThat(permits.tryTake(1)).isFalse();
        assertThat(permits.take(1, 1_000)).isFalse();
        permits.giveBack(1);
        assertThat(permits.tryTake(1)).isTrue();
    }

    @Test
    void aWaiterDoesSomethingNowAndThenUntilItGetsIt() throws Exception {
        assertThat(permits.tryTake(2)).isTrue();
        int[] times = new int[1];

        boolean isTaken =
                permits.take(
                        2,
                        LONG_NS,
                        1_000,
                        () -> {
                            if (++times[0] == 3) {
                                permits.giveBack(2);
                            }
                        });

        assertThat(isTaken).isTrue();
        assertThat(times[0]).isGreaterThanOrEqualTo(3);
        assertThat(permits.take(1, 10_000, 1_000, () -> times[0] = 0)).isFalse();
        assertThat(times[0]).isZero();
    }

    @Test
    void aWaiterGetsWhatIsGivenBack() throws Exception {
        assertThat(permits.tryTake(2)).isTrue();
        Future<Boolean> waiter = threads.submit(() -> permits.take(2, LONG_NS));
        permits.giveBack(1);
        assertThat(waiter.isDone()).isFalse();
        permits.giveBack(1);
        assertThat(waiter.get()).isTrue();
    }

    @Test
    void nobodyOvertakesWhoWaits() throws Exception {
        assertThat(permits.tryTake(1)).isTrue();
        Future<Boolean> large = threads.submit(() -> permits.take(2, LONG_NS));
        while (permits.tryTake(1)) {
            permits.giveBack(1);
        }
        permits.giveBack(1);
        assertThat(large.get()).isTrue();
        assertThat(permits.tryTake(1)).isFalse();
    }

    @Test
    void anInterruptedWaiterLeavesEverythingFree() {
        assertThat(permits.tryTake(2)).isTrue();
        Future<Boolean> waiter =
                threads.submit(
                        () -> {
                            Thread.currentThread().interrupt();
                            return permits.take(2, LONG_NS);
                        });
        assertThatThrownBy(waiter::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        permits.giveBack(2);
        assertThat(permits.tryTake(2)).isTrue();
    }
}
