package io.holdfast.object.read;

import io.holdfast.base.Permits;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;

/// A fixed amount of memory, lent to transfers (decision 0079): who waits for some has the slowest
/// clients of those who hold some cut. Any thread.
public final class LentMemory {
    private static final long WAIT_NS = 30_000_000_000L;

    private final Permits free;
    private final SlowClients clients = new SlowClients();
    private final String whenUsedUp;

    /// @param units that there are
    /// @param whenUsedUp what those are told who waited in vain
    public LentMemory(int units, String whenUsedUp) {
        this.free = new Permits(units);
        this.whenUsedUp = whenUsedUp;
    }

    /// Whoever waits for a client while it holds some does so in an exchange of these.
    public SlowClients clients() {
        return clients;
    }

    /// Takes so many units.
    ///
    /// @throws StoreException TOO_BUSY when they did not come free in time
    public void take(int units) throws StoreException, InterruptedException {
        if (!free.take(units, WAIT_NS, SlowClients.LOOK_NS, clients::cutSlowest)) {
            throw new StoreException(StoreError.TOO_BUSY, whenUsedUp);
        }
    }

    /// Takes so many units if they are free now.
    public boolean tryTake(int units) {
        return free.tryTake(units);
    }

    public void giveBack(int units) {
        free.giveBack(units);
    }
}
