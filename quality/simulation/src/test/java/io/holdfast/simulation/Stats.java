package io.holdfast.simulation;

/// What a run did, so that a search can show that it does something.
final class Stats {
    int starts;
    int cuts;
    int answered;
    int refused;
    int unknown;
    int faults;

    void add(Stats other) {
        starts += other.starts;
        cuts += other.cuts;
        answered += other.answered;
        refused += other.refused;
        unknown += other.unknown;
        faults += other.faults;
    }

    @Override
    public String toString() {
        return answered
                + " answered, "
                + refused
                + " refused, "
                + unknown
                + " unknown; "
                + faults
                + " faults, "
                + cuts
                + " cuts, "
                + starts
                + " starts";
    }
}
