package io.holdfast.simulation;

/// What a run did, so that a search can show that it does something.
final class Stats {
    int starts;
    int cuts;
    int answered;
    int refused;
    int unknown;
    int faults;

    /// Runs given up because too many changes of a key were open at once to try all orders.
    int unjudged;

    void add(Stats other) {
        starts += other.starts;
        cuts += other.cuts;
        answered += other.answered;
        refused += other.refused;
        unknown += other.unknown;
        faults += other.faults;
        unjudged += other.unjudged;
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
                + " starts; "
                + unjudged
                + " runs not judged";
    }
}
