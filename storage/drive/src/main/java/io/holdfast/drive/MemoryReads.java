package io.holdfast.drive;

import io.holdfast.drive.index.IndexDb;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/// Reads rows on the caller's own thread when the index has them in memory: some microseconds, no
/// I/O, and no hand-over to a read thread, which costs more than the read
/// (docs/decisions/0015-threads-of-a-drive.md). Any thread.
final class MemoryReads {
    /// After a row that was not in memory, so many reads go to the read threads at once: a look in
    /// vain costs an exception.
    private static final int REST = 32;

    private final IndexStore index;

    /// Shared by readers; whoever closes the index takes it for good.
    private final StampedLock gate = new StampedLock();

    /// A hint only: readers may overwrite each other's.
    private volatile int rest;

    MemoryReads(IndexStore index) {
        this.index = index;
    }

    /// The row without its shard, or that there is none.
    ///
    /// @return null when only a read thread can tell, also when something is wrong
    @Nullable RowRead read(Family family, byte[] key) {
        int left = rest;
        if (left > 0) {
            rest = left - 1;
            return null;
        }
        long stamp = gate.tryReadLock();
        if (stamp == 0) {
            return null;
        }
        try {
            IndexDb.InMemory found = index.getInMemory(family, key);
            if (found == null) {
                rest = REST;
                return null;
            }
            byte[] value = found.value();
            return value == null
                    ? RowRead.absent()
                    : LocalReads.withoutShard(DriveRows.decode(family, key, value));
        } catch (RowStore.StoreFailure | IllegalArgumentException e) {
            return null;
        } finally {
            gate.unlockRead(stamp);
        }
    }

    /// From now on every row is unknown.
    ///
    /// @return false when a reader did not end in time
    boolean close(long timeoutMs) throws InterruptedException {
        return gate.tryWriteLock(timeoutMs, TimeUnit.MILLISECONDS) != 0;
    }
}
