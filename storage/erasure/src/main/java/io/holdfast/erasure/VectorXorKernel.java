package io.holdfast.erasure;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The kernel on the machine's widest vectors. The same packet of several blocks is summed at once
/// in eight accumulators, so that following a plan costs little beside the loads. This class links
/// only where the incubating module is enabled; {@link XorKernels} sees to that.
final class VectorXorKernel implements XorKernel {
    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int VECTORS_PER_PACKET = PACKET_LONGS / LANES;
    private static final int BLOCKS_AT_ONCE = 8 / VECTORS_PER_PACKET;

    @Override
    public void run(XorPlan plan, long[] work, int blocks, int stride) {
        int shardLongs = stride * BLOCK_LONGS;
        int block = 0;
        for (; block + BLOCKS_AT_ONCE <= blocks; block += BLOCKS_AT_ONCE) {
            sumEight(plan, work, block * BLOCK_LONGS, shardLongs);
        }
        // Too few blocks to fill the accumulators: plain longs are faster, and need no warming up.
        ScalarXorKernel.run(plan, work, block, blocks, stride);
    }

    private static void sumEight(XorPlan plan, long[] work, int base, int shardLongs) {
        int[] sources = plan.sources;
        int[] ends = plan.ends;
        int outputs = base + plan.inputs.length * shardLongs;
        int source = 0;
        for (int packet = 0; packet < ends.length; packet++) {
            LongVector a = LongVector.zero(SPECIES);
            LongVector b = a;
            LongVector c = a;
            LongVector d = a;
            LongVector e = a;
            LongVector f = a;
            LongVector g = a;
            LongVector h = a;
            for (int end = ends[packet]; source < end; source++) {
                int from = base + position(sources[source], shardLongs);
                a = add(a, work, from + at(0));
                b = add(b, work, from + at(1));
                c = add(c, work, from + at(2));
                d = add(d, work, from + at(3));
                e = add(e, work, from + at(4));
                f = add(f, work, from + at(5));
                g = add(g, work, from + at(6));
                h = add(h, work, from + at(7));
            }
            int to = outputs + position(packet, shardLongs);
            a.intoArray(work, to + at(0));
            b.intoArray(work, to + at(1));
            c.intoArray(work, to + at(2));
            d.intoArray(work, to + at(3));
            e.intoArray(work, to + at(4));
            f.intoArray(work, to + at(5));
            g.intoArray(work, to + at(6));
            h.intoArray(work, to + at(7));
        }
    }

    private static LongVector add(LongVector sum, long[] work, int at) {
        return sum.lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, work, at));
    }

    /// Where accumulator {@code i} lies relative to its packet in the first block: as many vectors
    /// as a packet has, then the next block.
    private static int at(int i) {
        return i / VECTORS_PER_PACKET * BLOCK_LONGS + i % VECTORS_PER_PACKET * LANES;
    }

    private static int position(int packet, int shardLongs) {
        return (packet >> 3) * shardLongs + (packet & 7) * PACKET_LONGS;
    }
}
