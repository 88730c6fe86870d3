package io.holdfast.cluster.copy;

import java.util.Comparator;
import java.util.HexFormat;

/// Which state of the registry a copy holds (rule 30). States of one start are ordered by the
/// counter; of two starts the one with the higher number wins. Two states with the same start
/// number and different start ids are separate histories, which only a forced start can make.
///
/// @param start number of the start that wrote the state, from 1
/// @param startId random; tells starts with the same number apart
/// @param counter 0 for the state that the start took over, then one more with each write
public record Generation(long start, long startId, long counter) implements Comparable<Generation> {
    private static final Comparator<Generation> ORDER =
            Comparator.comparingLong(Generation::start)
                    .thenComparingLong(Generation::startId)
                    .thenComparingLong(Generation::counter);

    /// The generation of the next write of the same start.
    public Generation next() {
        return new Generation(start, startId, counter + 1);
    }

    public boolean isOfSameStart(Generation other) {
        return start == other.start && startId == other.startId;
    }

    /// True when no order can be told between this and the other.
    public boolean isSplitFrom(Generation other) {
        return start == other.start && startId != other.startId;
    }

    /// A short name for operators: start number, and the first digits of the start id.
    public String token() {
        return start + "." + HexFormat.of().toHexDigits(startId).substring(0, 8);
    }

    @Override
    public int compareTo(Generation other) {
        return ORDER.compare(this, other);
    }
}
