package io.holdfast.erasure;

import java.util.Arrays;

/// How some shards are made from others, written out as XORs of packets. A shard's block is eight
/// packets; packet `p` of all its blocks holds bit `p` of the field's elements, so multiplying by a
/// constant adds whole packets to each other. Immutable once made.
///
/// Packets are numbered in the order of the work area: input shard 0 packets 0 to 7, input shard 1
/// packets 0 to 7, ... and then likewise the outputs.
final class XorPlan {
    /// Bits of a field element, therefore packets in a block.
    static final int BITS = 8;

    /// Shards that are read, by index.
    final int[] inputs;

    /// Shards that are made, by index.
    final int[] outputs;

    /// `coefficients[o][i]` is what input `i` is multiplied by on its way into output `o`.
    final int[][] coefficients;

    /// Output packet `p` is the XOR of `sources[ends[p - 1]]` to `sources[ends[p] - 1]`.
    final int[] ends;

    final int[] sources;

    XorPlan(int[] inputs, int[] outputs, int[][] coefficients) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.coefficients = coefficients;
        this.ends = new int[outputs.length * BITS];
        int[] found = new int[outputs.length * inputs.length * BITS * BITS];
        int count = 0;
        for (int output = 0; output < outputs.length; output++) {
            for (int bit = 0; bit < BITS; bit++) {
                for (int input = 0; input < inputs.length; input++) {
                    int coefficient = coefficients[output][input];
                    for (int source = 0; source < BITS; source++) {
                        int product = GaloisField.multiply(coefficient, 1 << source);
                        if ((product >> bit & 1) != 0) {
                            found[count++] = input * BITS + source;
                        }
                    }
                }
                ends[output * BITS + bit] = count;
            }
        }
        this.sources = Arrays.copyOf(found, count);
    }

    /// The plan that makes all parity from all data.
    static XorPlan encode(int data, int parity) {
        int[] outputs = new int[parity];
        int[][] coefficients = new int[parity][];
        for (int i = 0; i < parity; i++) {
            outputs[i] = data + i;
            coefficients[i] = CodingMatrix.row(data, data + i);
        }
        return new XorPlan(firstSetBits((1 << data) - 1, data), outputs, coefficients);
    }

    /// The plan that makes the wanted shards from the first K present ones. Data shards come first,
    /// so the sparse first parity rows are used before the dense ones.
    static XorPlan rebuild(int data, int present, int wanted) {
        int[] survivors = firstSetBits(present, data);
        int[] outputs = firstSetBits(wanted, Integer.bitCount(wanted));
        int[][] decode = CodingMatrix.decode(survivors);
        int[][] coefficients = new int[outputs.length][];
        for (int i = 0; i < outputs.length; i++) {
            coefficients[i] = CodingMatrix.multiply(CodingMatrix.row(data, outputs[i]), decode);
        }
        return new XorPlan(survivors, outputs, coefficients);
    }

    private static int[] firstSetBits(int mask, int count) {
        int[] bits = new int[count];
        int rest = mask;
        for (int i = 0; i < count; i++) {
            bits[i] = Integer.numberOfTrailingZeros(rest);
            rest &= rest - 1;
        }
        return bits;
    }
}
