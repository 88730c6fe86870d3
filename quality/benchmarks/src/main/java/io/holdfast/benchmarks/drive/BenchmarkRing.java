package io.holdfast.benchmarks.drive;

import io.holdfast.base.Pending;
import io.holdfast.drive.BucketUsage;
import io.holdfast.drive.Change;
import io.holdfast.drive.ChangeFeed;
import io.holdfast.drive.Drive;
import io.holdfast.drive.DriveFault;
import io.holdfast.drive.Family;
import io.holdfast.drive.OpsWriter;
import io.holdfast.drive.StreamPosition;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The smallest leader that feeds drives: a ring of changes, one cursor per drive, done when all
/// drives have it. Any thread submits.
final class BenchmarkRing {
    private static final int SLOTS = 4096;
    private static final int EPOCH = 1;

    private final AtomicReferenceArray<@Nullable Change> changes =
            new AtomicReferenceArray<>(SLOTS);
    private final AtomicReferenceArray<@Nullable Pending<Boolean>> waiting =
            new AtomicReferenceArray<>(SLOTS);
    private final long[] durable;
    private final List<Drive> drives;
    private volatile long tail;
    private volatile long decided;

    BenchmarkRing(List<Drive> drives) throws InterruptedException {
        this.drives = drives;
        durable = new long[drives.size()];
        for (int i = 0; i < drives.size(); i++) {
            drives.get(i).hello(EPOCH).await();
            drives.get(i).follow(new Feed(i), 0);
        }
    }

    /// Puts a row with a shard on every drive and waits until all have it durable.
    void put(byte[] key, byte[] record, byte[] entry, byte[][][] shards)
            throws InterruptedException {
        byte[] ops =
                new OpsWriter()
                        .insert(Family.HEAD, key, record, new OpsWriter.Shard.Inline(0))
                        .count(1, new BucketUsage(1, 1, 0, shards[0][0].length))
                        .toBytes();
        Pending<Boolean> done = new Pending<>();
        synchronized (this) {
            while (tail - decided >= SLOTS - 1) {
                wait(1);
            }
            long ordinal = tail + 1;
            StreamPosition position = new StreamPosition(EPOCH, ordinal);
            int at = (int) (ordinal % SLOTS);
            waiting.set(at, done);
            changes.set(
                    at, new Change(position, 1, ordinal, entry, ops, shards, Change.ALL_DRIVES));
            tail = ordinal;
        }
        drives.forEach(Drive::wake);
        done.await();
    }

    private synchronized void advance(int drive, long ordinal) {
        durable[drive] = ordinal;
        long all = Long.MAX_VALUE;
        for (long each : durable) {
            all = Math.min(all, each);
        }
        for (long i = decided + 1; i <= all; i++) {
            int at = (int) (i % SLOTS);
            changes.set(at, null);
            Pending<Boolean> done = waiting.getAndSet(at, null);
            if (done != null) {
                done.complete(true);
            }
        }
        decided = Math.max(decided, all);
    }

    private final class Feed implements ChangeFeed {
        private final int drive;

        private Feed(int drive) {
            this.drive = drive;
        }

        @Override
        public int epoch() {
            return EPOCH;
        }

        @Override
        public long tail() {
            return tail;
        }

        @Override
        public @Nullable Change get(long ordinal) {
            return changes.get((int) (ordinal % SLOTS));
        }

        @Override
        public long decided() {
            return decided;
        }

        @Override
        public void rowOnly(long ordinal) {}

        @Override
        public void durable(long ordinal) {
            advance(drive, ordinal);
        }

        @Override
        public void failed(DriveFault fault) {
            throw new IllegalStateException(fault.detail());
        }
    }
}
