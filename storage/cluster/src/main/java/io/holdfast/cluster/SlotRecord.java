package io.holdfast.cluster;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;
import java.util.Arrays;

/// What the registry says of the slots, under {@code slots}: the epoch in which this node leads
/// them all, and the set in which each lies (rules 1 and 2; on one node one record is enough).
///
/// @param epoch 0 before the first start
/// @param sets number of the set over all pools, by slot
@SuppressWarnings("ArrayRecordComponent") // never modified after construction
record SlotRecord(int epoch, int[] sets) {
    static final String KEY = "slots";

    private static final int VERSION = 1;

    SlotRecord {
        if (sets.length != Cluster.SLOTS) {
            throw new IllegalArgumentException(sets.length + " slots");
        }
    }

    /// Deals the slots out in proportion to capacity, by largest remainders; every set gets one at
    /// least. Neighbouring slots go to the same set: a slot is a hash, so any dealing is as good.
    static SlotRecord inProportionTo(double[] capacities) {
        double total = Arrays.stream(capacities).sum();
        int[] counts = new int[capacities.length];
        double[] remainders = new double[capacities.length];
        int dealt = 0;
        for (int set = 0; set < counts.length; set++) {
            double share = capacities[set] / total * Cluster.SLOTS;
            counts[set] = Math.max(1, (int) share);
            remainders[set] = share - counts[set];
            dealt += counts[set];
        }
        while (dealt != Cluster.SLOTS) {
            int step = dealt < Cluster.SLOTS ? 1 : -1;
            int best = -1;
            for (int set = 0; set < counts.length; set++) {
                boolean mayChange = step > 0 || counts[set] > 1;
                if (mayChange && (best < 0 || step * remainders[set] > step * remainders[best])) {
                    best = set;
                }
            }
            counts[best] += step;
            remainders[best] -= step;
            dealt += step;
        }
        int[] sets = new int[Cluster.SLOTS];
        int slot = 0;
        for (int set = 0; set < counts.length; set++) {
            Arrays.fill(sets, slot, slot + counts[set], set);
            slot += counts[set];
        }
        return new SlotRecord(0, sets);
    }

    SlotRecord underEpoch(int newEpoch) {
        return new SlotRecord(newEpoch, sets);
    }

    byte[] encode() {
        ByteWriter out = new ByteWriter(8 + sets.length * 2).u8(VERSION).i32(epoch);
        for (int set : sets) {
            out.varint(set);
        }
        return out.toBytes();
    }

    static SlotRecord decode(byte[] value) {
        ByteReader in = new ByteReader(value);
        if (in.u8() != VERSION) {
            throw new IllegalArgumentException("a slot record of an unknown version");
        }
        int epoch = in.i32();
        int[] sets = new int[Cluster.SLOTS];
        for (int slot = 0; slot < sets.length; slot++) {
            long set = in.varint();
            // Every set has a slot at least.
            if (set < 0 || set >= Cluster.SLOTS) {
                throw new IllegalArgumentException("slot " + slot + " in set " + set);
            }
            sets[slot] = (int) set;
        }
        return new SlotRecord(epoch, sets);
    }
}
