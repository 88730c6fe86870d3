package io.holdfast.object.write;

import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The most heap that bodies of small uploads may fill at once. Counted in units of 4 KiB.
public final class HeapBudget {
    private static final int UNIT = 4096;
    private static final long WAIT_MS = 30_000;

    private final Semaphore units;

    public HeapBudget(long bytes) {
        units = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytes / UNIT));
    }

    /// Takes room for a body.
    ///
    /// @throws StoreException TOO_BUSY when none came free in time
    Taken take(long bytes) throws StoreException, InterruptedException {
        int count = (int) (bytes / UNIT) + 1;
        if (!units.tryAcquire(count) && !units.tryAcquire(count, WAIT_MS, TimeUnit.MILLISECONDS)) {
            throw new StoreException(StoreError.TOO_BUSY, "too many uploads at once");
        }
        return new Taken(count);
    }

    /// Room that is given back when closed.
    final class Taken implements AutoCloseable {
        private final int count;

        private Taken(int count) {
            this.count = count;
        }

        @Override
        public void close() {
            units.release(count);
        }
    }
}
