package io.holdfast.cluster;

import io.holdfast.cluster.copy.Generation;
import io.holdfast.cluster.copy.RegistryChange;
import io.holdfast.cluster.copy.RegistryCopy;
import io.holdfast.cluster.copy.RegistryState;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings one drive's copy of the registry to what it is told, on a thread of its own, so that a
/// drive that stalls holds up nobody. Only the newest order waits: a copy that fell behind gets the
/// whole state instead of the writes that it missed.
final class CopyWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CopyWorker.class);

    private sealed interface Order {
        Votes votes();

        record Promise(long start, Votes votes) implements Order {}

        /// @param change that leads to the state from the one before; null for none
        record Reach(@Nullable RegistryChange change, RegistryState state, Votes votes)
                implements Order {}
    }

    private final int place;
    private final UUID incarnation;
    private final RegistryCopy copy;
    private final Thread thread;
    private @Nullable Order waiting;
    private boolean isBusy;
    private boolean isClosed;
    private volatile @Nullable Generation holds;

    CopyWorker(int place, UUID incarnation, RegistryCopy copy) {
        this.place = place;
        this.incarnation = incarnation;
        this.copy = copy;
        this.thread = Thread.ofPlatform().daemon().name("registry-copy-" + place).start(this::work);
    }

    UUID incarnation() {
        return incarnation;
    }

    /// True when the copy is known to hold exactly the state.
    boolean isAt(Generation generation) {
        return generation.equals(holds);
    }

    /// True while an order is waiting or being carried out.
    synchronized boolean isBusy() {
        return isBusy || waiting != null;
    }

    void promise(long start, Votes votes) {
        give(new Order.Promise(start, votes));
    }

    void reach(@Nullable RegistryChange change, RegistryState state, Votes votes) {
        give(new Order.Reach(change, state, votes));
    }

    private synchronized void give(Order order) {
        Order late = waiting;
        if (late != null) {
            late.votes().no(place);
        }
        if (isClosed) {
            order.votes().no(place);
            return;
        }
        waiting = order;
        notifyAll();
    }

    private void work() {
        try {
            while (true) {
                Order order = next();
                if (order == null) {
                    return;
                }
                carryOut(order);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // nobody interrupts this thread; it ends
        } finally {
            copy.close();
        }
    }

    private synchronized @Nullable Order next() throws InterruptedException {
        isBusy = false;
        while (waiting == null) {
            if (isClosed) {
                return null;
            }
            wait();
        }
        Order order = waiting;
        waiting = null;
        isBusy = true;
        return order;
    }

    private void carryOut(Order order) {
        Generation before = holds;
        holds = null; // until it is known again: a failed write may or may not be on the medium
        try {
            switch (order) {
                case Order.Promise(long start, _) -> {
                    copy.promise(start);
                    holds = before;
                }
                case Order.Reach(RegistryChange change, RegistryState state, _) -> {
                    if (change != null
                            && before != null
                            && change.generation().equals(before.next())) {
                        copy.append(change, state);
                    } else {
                        copy.replace(state);
                    }
                    holds = state.generation();
                }
            }
            order.votes().yes(place);
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "drive {}: its copy of the registry could not be written: {}",
                    place,
                    e.toString());
            order.votes().no(place);
        }
    }

    /// Ends after the order in progress, without waiting for it: the drive may be gone.
    @Override
    public synchronized void close() {
        isClosed = true;
        Order late = waiting;
        waiting = null;
        if (late != null) {
            late.votes().no(place);
        }
        notifyAll();
    }

    /// Waits until the thread has ended, so that a clean stop leaves the file closed.
    void awaitEnd(long timeoutMs) throws InterruptedException {
        thread.join(timeoutMs);
    }
}
