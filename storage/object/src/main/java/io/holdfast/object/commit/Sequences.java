package io.holdfast.object.commit;

import io.holdfast.drive.StreamPosition;

/// The 64-bit number of a change: the leader's epoch in the upper 24 bits, the ordinal in the
/// leader's stream in the lower 40. One counter for all slots that a leader orders, so that one
/// mark tells for every row whether it is decided (docs/decisions/0030-one-counter-per-leader.md).
public final class Sequences {
    private static final int ORDINAL_BITS = 40;

    /// A leader that reaches it stops taking changes; at 15,000 a second after two years.
    public static final long ORDINAL_MAX = (1L << ORDINAL_BITS) - 1;

    private static final int EPOCH_MAX = (1 << 23) - 1;

    private Sequences() {}

    public static long of(int epoch, long ordinal) {
        if (epoch < 0 || epoch > EPOCH_MAX || ordinal < 0 || ordinal > ORDINAL_MAX) {
            throw new IllegalArgumentException("epoch " + epoch + ", ordinal " + ordinal);
        }
        return (long) epoch << ORDINAL_BITS | ordinal;
    }

    public static long of(StreamPosition position) {
        return of(position.epoch(), position.ordinal());
    }

    public static int epoch(long sequence) {
        return (int) (sequence >>> ORDINAL_BITS);
    }

    public static long ordinal(long sequence) {
        return sequence & ORDINAL_MAX;
    }

    public static StreamPosition position(long sequence) {
        return new StreamPosition(epoch(sequence), ordinal(sequence));
    }
}
