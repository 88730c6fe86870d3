package io.holdfast.object.heal;

import io.holdfast.object.HealReport;
import io.holdfast.object.StoreException;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.read.RepairSink;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keys that a read or a write found damaged, repaired one after the other by a thread of its own.
/// Bounded: what does not fit is found again by the next read or by a scrub.
public final class RepairQueue implements RepairSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RepairQueue.class);
    private static final int KEYS_MAX = 100_000;

    private final Set<RowKey> waiting = new LinkedHashSet<>();
    private Optional<RowKey> current = Optional.empty();
    private boolean isClosed;
    private final Thread worker;
    private final KeyHealer healer;

    RepairQueue(KeyHealer healer) {
        this.healer = healer;
        worker = Thread.ofVirtual().name("repair").unstarted(this::run);
    }

    void start() {
        worker.start();
    }

    @Override
    public synchronized void damaged(RowKey key, String why) {
        if (isClosed || waiting.size() >= KEYS_MAX) {
            return;
        }
        if (waiting.add(key)) {
            LOG.info("to be repaired: {}", why);
            notifyAll();
        }
    }

    /// Waits until everything that was queued before is done.
    synchronized void awaitIdle() throws InterruptedException {
        while (!isClosed && (!waiting.isEmpty() || current.isPresent())) {
            wait();
        }
    }

    private void run() {
        try {
            while (true) {
                RowKey key = next();
                repair(key);
                done();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized RowKey next() throws InterruptedException {
        while (waiting.isEmpty()) {
            if (isClosed) {
                throw new InterruptedException("closed");
            }
            wait();
        }
        RowKey key = waiting.iterator().next();
        waiting.remove(key);
        current = Optional.of(key);
        return key;
    }

    private synchronized void done() {
        current = Optional.empty();
        notifyAll();
    }

    private void repair(RowKey key) throws InterruptedException {
        try {
            HealReport report = healer.heal(key, true);
            LOG.info(
                    "repaired a key: {} rows, {} shards, {} beyond repair",
                    report.rowsRepaired(),
                    report.shardsRepaired(),
                    report.unrecoverable());
        } catch (StoreException e) {
            LOG.warn("a damaged key cannot be repaired now: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("repairing a key failed", e);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
            notifyAll();
        }
        worker.interrupt();
    }
}
