package io.holdfast.drive;

import io.holdfast.base.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A leader for tests: one stream to one drive, filled by hand. Any thread.
public final class TestFeed implements ChangeFeed {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private final List<Change> changes = new ArrayList<>();
    private final int epoch;
    private long decided;
    private long durable;
    private @Nullable DriveFault fault;

    public TestFeed(int epoch) {
        this.epoch = epoch;
    }

    /// Appends a change for all drives and returns its ordinal.
    public long add(int slot, long sequence, byte[] entry, OpsWriter ops, byte[]... shards) {
        lock.lock();
        try {
            StreamPosition position = new StreamPosition(epoch, changes.size() + 1);
            byte[][][] byDrive = new byte[16][][];
            Arrays.fill(byDrive, shards);
            changes.add(
                    new Change(
                            position,
                            slot,
                            sequence,
                            entry,
                            ops.toBytes(),
                            byDrive,
                            Change.ALL_DRIVES));
            return position.ordinal();
        } finally {
            lock.unlock();
        }
    }

    /// Appends a change without a journal entry.
    public long addControl(OpsWriter ops) {
        return add(Change.NO_SLOT, 0, Bytes.EMPTY, ops);
    }

    /// Moves the mark.
    public void decide(long ordinal) {
        lock.lock();
        try {
            decided = Math.max(decided, ordinal);
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the drive has the ordinal durable.
    ///
    /// @return the fault that broke the stream, if one did
    public Optional<DriveFault> await(long ordinal) throws InterruptedException {
        lock.lock();
        try {
            long leftNs = TimeUnit.SECONDS.toNanos(30);
            while (durable < ordinal && fault == null) {
                if (leftNs <= 0) {
                    throw new AssertionError("ordinal " + ordinal + " not durable: " + durable);
                }
                leftNs = progress.awaitNanos(leftNs);
            }
            return Optional.ofNullable(fault);
        } finally {
            lock.unlock();
        }
    }

    /// The highest ordinal that the drive reported.
    public long durableOrdinal() {
        lock.lock();
        try {
            return durable;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int epoch() {
        return epoch;
    }

    @Override
    public long tail() {
        lock.lock();
        try {
            return changes.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Change get(long ordinal) {
        lock.lock();
        try {
            return changes.get((int) ordinal - 1);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long decided() {
        lock.lock();
        try {
            return decided;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void rowOnly(long ordinal) {}

    @Override
    public void durable(long ordinal) {
        lock.lock();
        try {
            durable = ordinal;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void failed(DriveFault why) {
        lock.lock();
        try {
            fault = why;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
