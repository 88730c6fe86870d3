package io.holdfast.testkit;

import io.holdfast.base.Clock;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that only a test moves. Safe for use by several threads.
public final class HandClock implements Clock {
    private final AtomicLong wallMs = new AtomicLong(1_800_000_000_000L);
    private final AtomicLong monotonicNs = new AtomicLong();

    @Override
    public long wallMs() {
        return wallMs.get();
    }

    @Override
    public long monotonicNs() {
        return monotonicNs.get();
    }

    /// Lets both clocks run on by the same span.
    public void advanceMs(long ms) {
        wallMs.addAndGet(ms);
        monotonicNs.addAndGet(ms * 1_000_000);
    }

    /// Sets the wall clock alone, as an operator or a bad time server would.
    public void jumpWallMs(long ms) {
        wallMs.addAndGet(ms);
    }
}
