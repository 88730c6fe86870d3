package io.holdfast.benchmarks.drive;

import io.holdfast.drive.MediumGate;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;

/// Counts the syncs of drives.
final class SyncCount implements MediumGate {
    private final LongAdder syncs = new LongAdder();

    @Override
    public void before(Access access, Path path) {
        if (access == Access.SYNC) {
            syncs.increment();
        }
    }

    @Override
    public boolean isFull() {
        return false;
    }

    long count() {
        return syncs.sum();
    }
}
