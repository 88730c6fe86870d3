package io.holdfast.object.heal;

import io.holdfast.base.Host;
import io.holdfast.object.HealReport;
import io.holdfast.object.StoreException;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.read.RepairSink;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keys that a read or a write found damaged, repaired one after the other by a thread of its own.
/// Bounded: what does not fit is found again by the next read or by a scrub.
public final class RepairQueue implements RepairSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RepairQueue.class);
    private static final int KEYS_MAX = 100_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<RowKey> waiting = new LinkedHashSet<>();
    private Optional<RowKey> current = Optional.empty();
    private boolean isClosed;
    private final Thread worker;
    private final KeyHealer healer;

    RepairQueue(KeyHealer healer) {
        this.healer = healer;
        worker = Host.current().virtualThread("repair", this::run);
    }

    void start() {
        worker.start();
    }

    @Override
    public void damaged(RowKey key, String why) {
        lock.lock();
        try {
            if (!isClosed && waiting.size() < KEYS_MAX && waiting.add(key)) {
                LOG.info("to be repaired: {}", why);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits until everything that was queued before is done.
    void awaitIdle() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!isClosed && (!waiting.isEmpty() || current.isPresent())) {
                changed.await();
            }
        } finally {
            lock.unlock();
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

    private RowKey next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty()) {
                if (isClosed) {
                    throw new InterruptedException("closed");
                }
                changed.await();
            }
            RowKey key = waiting.iterator().next();
            waiting.remove(key);
            current = Optional.of(key);
            return key;
        } finally {
            lock.unlock();
        }
    }

    private void done() {
        lock.lock();
        try {
            current = Optional.empty();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void repair(RowKey key) throws InterruptedException {
        try {
            HealReport report = healer.heal(key, true);
            if (report.isWhole()) {
                LOG.info(
                        "repaired a key: {} rows, {} shards",
                        report.rowsRepaired(),
                        report.shardsRepaired());
            } else {
                LOG.warn(
                        "a damaged key still lacks {} shards, and {} drives took no changes: it is"
                                + " repaired when a drive is rebuilt, or when it is read again",
                        report.unrecoverable(),
                        report.drivesSkipped());
            }
        } catch (StoreException e) {
            LOG.warn("a damaged key cannot be repaired now: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("repairing a key failed", e);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        worker.interrupt();
    }
}
