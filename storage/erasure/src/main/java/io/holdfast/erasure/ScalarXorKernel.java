package io.holdfast.erasure;

/// The kernel on plain longs, for machines or settings without the Vector API: eight accumulators
/// stay in registers, so each XOR costs one load.
final class ScalarXorKernel implements XorKernel {
    @Override
    public void run(XorPlan plan, long[] work, int blocks, int stride) {
        run(plan, work, 0, blocks, stride);
    }

    /// Computes the blocks from {@code first} to before {@code end}.
    static void run(XorPlan plan, long[] work, int first, int end, int stride) {
        int shardLongs = stride * BLOCK_LONGS;
        int outputs = plan.inputs.length * shardLongs;
        for (int block = first; block < end; block++) {
            int start = 0;
            for (int packet = 0; packet < plan.ends.length; packet++) {
                int stop = plan.ends[packet];
                int target = outputs + position(packet, shardLongs) + block * BLOCK_LONGS;
                sum(plan.sources, start, stop, work, block * BLOCK_LONGS, shardLongs, target);
                start = stop;
            }
        }
    }

    private static void sum(
            int[] sources, int start, int end, long[] work, int base, int shardLongs, int target) {
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        long e = 0;
        long f = 0;
        long g = 0;
        long h = 0;
        for (int i = start; i < end; i++) {
            int from = base + position(sources[i], shardLongs);
            a ^= work[from];
            b ^= work[from + 1];
            c ^= work[from + 2];
            d ^= work[from + 3];
            e ^= work[from + 4];
            f ^= work[from + 5];
            g ^= work[from + 6];
            h ^= work[from + 7];
        }
        work[target] = a;
        work[target + 1] = b;
        work[target + 2] = c;
        work[target + 3] = d;
        work[target + 4] = e;
        work[target + 5] = f;
        work[target + 6] = g;
        work[target + 7] = h;
    }

    private static int position(int packet, int shardLongs) {
        return (packet >> 3) * shardLongs + (packet & 7) * PACKET_LONGS;
    }
}
