package io.holdfast.simulation;

/// What a run did, so that a search can show that it does something.
public final class Stats {
    public int starts;
    public int cuts;
    public int answered;
    public int refused;
    public int unknown;
    public int faults;

    /// Runs given up because too many changes of a key were open at once to try all orders.
    public int unjudged;

    public void add(Stats other) {
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
