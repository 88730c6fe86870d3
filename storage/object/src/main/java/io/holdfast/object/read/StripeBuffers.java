package io.holdfast.object.read;

import io.holdfast.object.StoreException;
import io.holdfast.object.row.Coding;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The fixed memory through which large objects flow: off-heap buffers that hold all shards of one
/// stripe, one behind the other, aligned for direct I/O. When all are in use, requests wait a while
/// and are then told to slow down; memory never grows.
public final class StripeBuffers {
    private static final int ALIGNMENT = 4096;

    private final LentMemory lent;
    private final ConcurrentLinkedDeque<MemorySegment> idle = new ConcurrentLinkedDeque<>();

    /// Given back while drives used it, the oldest first.
    private final ConcurrentLinkedDeque<InUse> inUse = new ConcurrentLinkedDeque<>();

    private final int count;
    private final long bytes;

    private record InUse(MemorySegment memory, BooleanSupplier isUnused) {}

    /// @param count how many stripes may be in memory at once
    /// @param shards the most shards that an object is cut into
    /// @param data the fewest data shards, which makes the longest shard
    public StripeBuffers(int count, int shards, int data) {
        this.count = count;
        lent = new LentMemory(count, "all transfer buffers are in use");
        long shardBytes = new Coding(data, 0, 0, true).chunkBytes();
        long aligned = (shardBytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        bytes = Math.max(aligned * shards, Coding.STRIPE_BYTES * 2L);
    }

    /// Takes a buffer.
    ///
    /// @throws StoreException TOO_BUSY when none came free in time
    public Buffer take() throws StoreException, InterruptedException {
        lent.take(1);
        return granted();
    }

    /// Whoever waits for a client while it holds a buffer does so in an exchange of these.
    public SlowClients clients() {
        return lent.clients();
    }

    /// A second buffer for read-ahead: only if one is free now.
    public Optional<Buffer> tryTake() {
        if (!lent.tryTake(1)) {
            return Optional.empty();
        }
        return Optional.of(granted());
    }

    private Buffer granted() {
        MemorySegment memory = idle.pollFirst();
        if (memory == null) {
            memory = released();
        }
        // An automatic arena: memory that a stalled drive still uses must outlive its release.
        return new Buffer(memory == null ? Arena.ofAuto().allocate(bytes, ALIGNMENT) : memory);
    }

    /// Memory that drives used when it was given back, and use no more.
    private @Nullable MemorySegment released() {
        for (InUse memory : inUse) {
            if (memory.isUnused().getAsBoolean() && inUse.remove(memory)) {
                return memory.memory();
            }
        }
        return null;
    }

    /// One taken buffer. One thread at a time.
    public final class Buffer implements AutoCloseable {
        private MemorySegment memory;
        private boolean isClosed;

        private Buffer(MemorySegment memory) {
            this.memory = memory;
        }

        public MemorySegment memory() {
            return memory;
        }

        /// Goes on with a copy, because a stalled drive may still write into the memory; that is
        /// left to the drive and then to the garbage collector.
        void moveToFreshMemory() {
            MemorySegment fresh = Arena.ofAuto().allocate(bytes, ALIGNMENT);
            fresh.copyFrom(memory);
            memory = fresh;
        }

        /// Gives the buffer back now; its memory is lent again once this holds. Left to the garbage
        /// collector it could stay for hours (docs/decisions/0087-memory-comes-back.md).
        public void closeWhen(BooleanSupplier isUnused) {
            if (isUnused.getAsBoolean()) {
                close();
            } else if (!isClosed) {
                isClosed = true;
                inUse.addLast(new InUse(memory, isUnused));
                if (inUse.size() > count) {
                    // Drives that stand still for long: theirs goes to the garbage collector.
                    inUse.pollFirst();
                }
                lent.giveBack(1);
            }
        }

        @Override
        public void close() {
            if (isClosed) {
                return;
            }
            isClosed = true;
            idle.addFirst(memory);
            lent.giveBack(1);
        }
    }
}
