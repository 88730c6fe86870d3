package io.holdfast.drive;

/// A place in the ordered stream of changes of a set: first by epoch, then by ordinal.
///
/// @param epoch of the leader that ordered the change
/// @param ordinal dense from 1 within the epoch
public record StreamPosition(int epoch, long ordinal) implements Comparable<StreamPosition> {
    public static final StreamPosition ZERO = new StreamPosition(0, 0);

    @Override
    public int compareTo(StreamPosition other) {
        int byEpoch = Integer.compareUnsigned(epoch, other.epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(ordinal, other.ordinal);
    }
}
