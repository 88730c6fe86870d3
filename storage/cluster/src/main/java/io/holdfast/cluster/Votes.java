package io.holdfast.cluster;

import java.util.BitSet;
import java.util.List;

/// Counts which drives have made something durable, until enough have or too few still can. Any
/// thread may vote; one waits.
final class Votes {
    /// So many of these places must say yes.
    record Need(BitSet places, int count) {}

    private final List<Need> needs;
    private final BitSet yes = new BitSet();
    private final BitSet no = new BitSet();

    Votes(List<Need> needs) {
        this.needs = List.copyOf(needs);
    }

    /// Votes that nobody waits for.
    static Votes uncounted() {
        return new Votes(List.of());
    }

    synchronized void yes(int place) {
        yes.set(place);
        notifyAll();
    }

    synchronized void no(int place) {
        no.set(place);
        notifyAll();
    }

    /// Waits until every need is met.
    ///
    /// @return false when one cannot be met any more, or the time has passed
    synchronized boolean await(long timeoutNs) throws InterruptedException {
        long start = System.nanoTime();
        while (!needs.stream().allMatch(need -> with(yes, need) >= need.count())) {
            long leftMs = (timeoutNs - (System.nanoTime() - start)) / 1_000_000;
            if (leftMs <= 0 || needs.stream().anyMatch(this::isHopeless)) {
                return false;
            }
            wait(leftMs);
        }
        return true;
    }

    private boolean isHopeless(Need need) {
        return need.places().cardinality() - with(no, need) < need.count();
    }

    private static int with(BitSet votes, Need need) {
        BitSet common = (BitSet) need.places().clone();
        common.and(votes);
        return common.cardinality();
    }

    @Override
    public synchronized String toString() {
        return "yes " + yes + ", no " + no;
    }
}
