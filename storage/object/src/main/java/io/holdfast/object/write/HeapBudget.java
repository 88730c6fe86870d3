package io.holdfast.object.write;

import io.holdfast.base.Permits;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.read.SlowClients;

/// The most heap that bodies of small uploads may fill at once. Counted in units of 4 KiB.
public final class HeapBudget {
    private static final int UNIT = 4096;
    private static final long WAIT_NS = 30_000_000_000L;

    private final Permits units;
    private final SlowClients clients = new SlowClients();

    public HeapBudget(long bytes) {
        units = new Permits((int) Math.min(Integer.MAX_VALUE, bytes / UNIT));
    }

    /// Whoever waits for a client while it holds room does so in an exchange of these.
    SlowClients clients() {
        return clients;
    }

    /// Takes room for a body.
    ///
    /// @throws StoreException TOO_BUSY when none came free in time
    Taken take(long bytes) throws StoreException, InterruptedException {
        int count = (int) (bytes / UNIT) + 1;
        if (!units.take(count, WAIT_NS, SlowClients.LOOK_NS, clients::cutSlowest)) {
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
            units.giveBack(count);
        }
    }
}
