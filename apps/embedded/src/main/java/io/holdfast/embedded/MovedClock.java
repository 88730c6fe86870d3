package io.holdfast.embedded;

import io.holdfast.base.Clock;
import java.util.concurrent.atomic.AtomicLong;

/// The machine's clock, moved forwards by a test. What counts as time that passes for the store and
/// for retention moves; deadlines and the clocks of callers do not. Any thread.
final class MovedClock implements Clock {
    private static final long NS_PER_MS = 1_000_000;

    private final Clock machine;
    private final AtomicLong movedMs = new AtomicLong();

    MovedClock(Clock machine) {
        this.machine = machine;
    }

    void advance(long ms) {
        movedMs.addAndGet(ms);
    }

    @Override
    public long wallMs() {
        return machine.wallMs() + movedMs.get();
    }

    @Override
    public long monotonicNs() {
        return machine.monotonicNs();
    }

    @Override
    public long runningNs() {
        return machine.runningNs() + movedMs.get() * NS_PER_MS;
    }

    @Override
    public long callersWallMs() {
        return machine.callersWallMs();
    }
}
