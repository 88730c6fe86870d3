package io.holdfast.object.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.Bytes;
import io.holdfast.cluster.MemoryRegistry;
import io.holdfast.cluster.Registry;
import io.holdfast.testkit.HandClock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Nobody sets trusted time forward.
@Timeout(60)
final class TrustedClockTest {
    private static final long DAY_MS = 86_400_000;
    private static final long YEAR_MS = 365 * DAY_MS;

    private final MemoryRegistry registry = new MemoryRegistry();
    private final HandClock machine = new HandClock();

    private TrustedClock clock() {
        return new TrustedClock(registry, machine);
    }

    @Test
    void runsLikeTheWallClockThatNobodySets() {
        TrustedClock clock = clock();
        for (int i = 0; i < 100; i++) {
            machine.advanceMs(DAY_MS + i);
            assertThat(clock.nowMs()).isEqualTo(machine.wallMs());
        }
    }

    @Test
    void wallClockSetForwardIsNearedByAtMostAWeekAYear() {
        TrustedClock clock = clock();
        long before = clock.nowMs();
        machine.jumpWallMs(10 * YEAR_MS);
        assertThat(clock.nowMs()).isEqualTo(before);
        for (int day = 0; day < 365; day++) {
            machine.advanceMs(DAY_MS);
            clock.nowMs();
        }
        assertThat(clock.nowMs() - before - YEAR_MS).isBetween(7 * DAY_MS - 1_000, 7 * DAY_MS);
        assertThat(clock.latestMs()).isEqualTo(machine.wallMs());
    }

    @Test
    void manySmallJumpsGiveNoMoreThanOneLargeOne() {
        TrustedClock clock = clock();
        long before = clock.nowMs();
        for (int i = 0; i < 10_000; i++) {
            machine.jumpWallMs(DAY_MS);
            clock.nowMs();
            machine.jumpWallMs(-DAY_MS);
            clock.nowMs();
        }
        assertThat(clock.nowMs()).isEqualTo(before);
    }

    @Test
    void wallClockSetBackSlowsItAndNeverTurnsIt() {
        TrustedClock clock = clock();
        long before = clock.nowMs();
        machine.jumpWallMs(-10 * YEAR_MS);
        assertThat(clock.nowMs()).isEqualTo(before);
        machine.advanceMs(YEAR_MS);
        assertThat(clock.nowMs() - before).isBetween(YEAR_MS - 7 * DAY_MS, YEAR_MS);
        assertThat(clock.latestMs()).isEqualTo(clock.nowMs());
    }

    @Test
    void standsStillWhileTheServerIsOff() throws Exception {
        long kept;
        try (TrustedClock clock = clock()) {
            clock.start();
            awaitKept();
            kept = clock.nowMs();
        }
        machine.jumpWallMs(100 * DAY_MS); // a hundred days without a running machine
        TrustedClock clock = clock();
        assertThat(clock.nowMs()).isEqualTo(kept);
        machine.advanceMs(365 * DAY_MS);
        assertThat(clock.nowMs()).isBetween(kept + 371 * DAY_MS, kept + 372 * DAY_MS);
    }

    @Test
    void readOnlyRegistryDoesNotStopIt() {
        registry.setWritable(false);
        try (TrustedClock clock = clock()) {
            clock.start();
            machine.advanceMs(5);
            assertThat(clock.nowMs()).isEqualTo(machine.wallMs());
        }
    }

    @Test
    void whatIsKeptIsNotBelievedWhenItIsNoTime() {
        registry.write(List.of(Registry.Write.put(TrustedClock.KEY, Registry.ANY, Bytes.EMPTY)));
        assertThat(clock().nowMs()).isEqualTo(machine.wallMs());
    }

    private void awaitKept() throws InterruptedException {
        while (registry.get(TrustedClock.KEY).isEmpty()) {
            Thread.sleep(5);
        }
    }
}
