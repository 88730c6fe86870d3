package io.holdfast.object.write;

import io.holdfast.object.StoreException;
import io.holdfast.object.read.LentMemory;
import io.holdfast.object.read.SlowClients;

/// The most heap that bodies of small uploads may fill at once. Counted in units of 4 KiB.
public final class HeapBudget {
    private static final int UNIT = 4096;

    private final LentMemory lent;

    public HeapBudget(long bytes) {
        int units = (int) Math.min(Integer.MAX_VALUE, bytes / UNIT);
        lent = new LentMemory(units, "too many uploads at once");
    }

    /// Whoever waits for a client while it holds room does so in an exchange of these.
    SlowClients clients() {
        return lent.clients();
    }

    /// Takes room for a body.
    ///
    /// @throws StoreException TOO_BUSY when none came free in time
    Taken take(long bytes) throws StoreException, InterruptedException {
        int count = (int) (bytes / UNIT) + 1;
        lent.take(count);
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
            lent.giveBack(count);
        }
    }
}
