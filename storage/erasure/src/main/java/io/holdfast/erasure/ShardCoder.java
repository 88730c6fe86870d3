package io.holdfast.erasure;

import static io.holdfast.erasure.XorKernel.BLOCKS_MAX;
import static io.holdfast.erasure.XorKernel.BLOCK_LONGS;
import static io.holdfast.erasure.XorKernel.PACKET_LONGS;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Applies a plan to whole shards: copies their blocks into a work area, runs the kernel, and
/// copies the results out. The copies cost little beside the XORs and free the kernel from the many
/// kinds of memory segments. Owned by one call, therefore by one thread.
///
/// Layout of a shard of L bytes, the same for data and parity:
///
/// ```
///  +---------+---------+-- --+---------+-------------+-------+
///  | block 0 | block 1 | ... | block n | short block | rest  |
///  +---------+---------+-- --+---------+-------------+-------+
///  8 packets of 64 bytes each           8 packets of  0 to 7
///                                       q bytes each  bytes
///  q = (L mod 512) / 8
/// ```
///
/// In a block, bit x of the bytes at offset y of the eight packets is one element of the field,
/// packet p holding its bit p. Each byte of the rest is an element itself.
final class ShardCoder {
    private static final int BLOCK_BYTES = BLOCK_LONGS * Long.BYTES;
    private static final int PACKET_BYTES = PACKET_LONGS * Long.BYTES;

    private final XorKernel kernel;
    private final XorPlan plan;
    private final MemorySegment[] shards;
    private final long length;
    private final int stride;
    private final int shardBytes;
    private final long[] work;
    private final MemorySegment workBytes;

    ShardCoder(XorKernel kernel, XorPlan plan, MemorySegment[] shards, long length) {
        this.kernel = kernel;
        this.plan = plan;
        this.shards = shards;
        this.length = length;
        this.stride = Math.clamp((length + BLOCK_BYTES - 1) / BLOCK_BYTES, 1, BLOCKS_MAX);
        this.shardBytes = stride * BLOCK_BYTES;
        this.work = new long[(plan.inputs.length + plan.outputs.length) * stride * BLOCK_LONGS];
        this.workBytes = MemorySegment.ofArray(work);
    }

    /// Makes the plan's outputs.
    void code() {
        run(this::store);
    }

    /// True when the plan's outputs would come out as they are.
    boolean verify() {
        return run(this::isStored);
    }

    /// What happens to a run of computed bytes; false ends the work.
    private interface Sink {
        boolean take(int output, int workOffset, long shardOffset, long bytes);
    }

    private boolean run(Sink sink) {
        long at = 0;
        for (; length - at >= BLOCK_BYTES; at += BLOCK_BYTES * (long) blocks(at)) {
            if (!runBlocks(at, blocks(at), sink)) {
                return false;
            }
        }
        long packetBytes = (length - at) / XorPlan.BITS;
        if (packetBytes > 0 && !runShortBlock(at, packetBytes, sink)) {
            return false;
        }
        return runRest(at + packetBytes * XorPlan.BITS, sink);
    }

    private int blocks(long at) {
        return (int) Math.min(stride, (length - at) / BLOCK_BYTES);
    }

    private boolean runBlocks(long at, int blocks, Sink sink) {
        long bytes = (long) blocks * BLOCK_BYTES;
        for (int i = 0; i < plan.inputs.length; i++) {
            MemorySegment.copy(shards[plan.inputs[i]], at, workBytes, offset(i), bytes);
        }
        kernel.run(plan, work, blocks, stride);
        for (int i = 0; i < plan.outputs.length; i++) {
            if (!sink.take(i, offset(plan.inputs.length + i), at, bytes)) {
                return false;
            }
        }
        return true;
    }

    private boolean runShortBlock(long at, long packetBytes, Sink sink) {
        for (int i = 0; i < plan.inputs.length; i++) {
            for (int packet = 0; packet < XorPlan.BITS; packet++) {
                long from = at + packet * packetBytes;
                int to = offset(i) + packet * PACKET_BYTES;
                MemorySegment.copy(shards[plan.inputs[i]], from, workBytes, to, packetBytes);
            }
        }
        kernel.run(plan, work, 1, stride);
        for (int i = 0; i < plan.outputs.length; i++) {
            for (int packet = 0; packet < XorPlan.BITS; packet++) {
                int from = offset(plan.inputs.length + i) + packet * PACKET_BYTES;
                if (!sink.take(i, from, at + packet * packetBytes, packetBytes)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean runRest(long at, Sink sink) {
        for (long offset = at; offset < length; offset++) {
            for (int output = 0; output < plan.outputs.length; output++) {
                int sum = 0;
                for (int input = 0; input < plan.inputs.length; input++) {
                    MemorySegment shard = shards[plan.inputs[input]];
                    int element = shard.get(ValueLayout.JAVA_BYTE, offset) & 0xff;
                    sum ^= GaloisField.multiply(plan.coefficients[output][input], element);
                }
                workBytes.set(ValueLayout.JAVA_BYTE, 0, (byte) sum);
                if (!sink.take(output, 0, offset, 1)) {
                    return false;
                }
            }
        }
        return true;
    }

    private int offset(int slot) {
        return slot * shardBytes;
    }

    private boolean store(int output, int workOffset, long shardOffset, long bytes) {
        MemorySegment shard = shards[plan.outputs[output]];
        MemorySegment.copy(workBytes, workOffset, shard, shardOffset, bytes);
        return true;
    }

    private boolean isStored(int output, int workOffset, long shardOffset, long bytes) {
        MemorySegment shard = shards[plan.outputs[output]];
        long workEnd = workOffset + bytes;
        return MemorySegment.mismatch(
                        workBytes, workOffset, workEnd, shard, shardOffset, shardOffset + bytes)
                < 0;
    }
}
