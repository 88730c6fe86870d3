package io.holdfast.object.read;

import io.holdfast.base.Host;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import java.io.IOException;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// Those who hold memory that others may need while they wait for their clients. Memory is lent,
/// not given: when somebody waits for some, the slowest client that falls behind {@link
/// #BYTES_PER_SECOND} loses its transfer, so that no number of clients that send or take a byte a
/// second keeps others out. A slow client that nobody waits for is not touched. Any thread.
public final class SlowClients {
    /// A client that moves as much is never cut.
    static final long BYTES_PER_SECOND = 64 << 10;

    /// The time that it may pause.
    static final long GRACE_NS = 4_000_000_000L;

    /// How often those who wait look for a client to cut.
    public static final long LOOK_NS = 500_000_000L;

    private static final long NS_PER_BYTE = 1_000_000_000L / BYTES_PER_SECOND;

    private final long graceNs;
    private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();

    public SlowClients() {
        this(GRACE_NS);
    }

    SlowClients(long graceNs) {
        this.graceNs = graceNs;
    }

    /// Runs what waits for the client, on the calling thread, while memory is held.
    ///
    /// @param moved bytes that have come from the client or gone to it, from any point on; asked by
    ///   other threads
    /// @throws StoreException TOO_BUSY when it was cut
    public <T> T exchange(LongSupplier moved, BulkThreads.Transfer<T> work)
            throws StoreException, IOException, InterruptedException {
        Exchange exchange = new Exchange(moved);
        exchanges.add(exchange);
        try {
            return work.run();
        } catch (IOException | InterruptedException e) {
            if (exchange.end()) {
                throw new StoreException(
                        StoreError.TOO_BUSY, "the client is slow, and others wait for the memory");
            }
            throw e;
        } finally {
            exchanges.remove(exchange);
            exchange.end();
        }
    }

    /// Cuts the one that is farthest behind, if any is behind.
    public void cutSlowest() {
        exchanges.stream()
                .max(Comparator.comparingLong(Exchange::behindNs))
                .filter(slowest -> slowest.behindNs() > 0)
                .ifPresent(Exchange::cut);
    }

    private final class Exchange {
        private final Thread thread = Thread.currentThread();
        private final LongSupplier moved;
        private final long movedBefore;
        private final Host host = Host.current();
        private final long startNs = host.nowNs();
        private boolean isOver;
        private boolean isCut;

        Exchange(LongSupplier moved) {
            this.moved = moved;
            this.movedBefore = moved.getAsLong();
        }

        /// How much later it is than the client had time for what it has moved.
        synchronized long behindNs() {
            if (isOver || isCut) {
                return Long.MIN_VALUE;
            }
            long earnedNs = (moved.getAsLong() - movedBefore) * NS_PER_BYTE;
            return host.nowNs() - startNs - earnedNs - graceNs;
        }

        synchronized void cut() {
            if (!isOver) {
                isCut = true;
                thread.interrupt();
            }
        }

        /// The thread's own: from now on it is not interrupted, and not any more if it was.
        ///
        /// @return whether it was cut
        synchronized boolean end() {
            if (!isOver && isCut) {
                Thread.interrupted();
            }
            isOver = true;
            return isCut;
        }
    }
}
