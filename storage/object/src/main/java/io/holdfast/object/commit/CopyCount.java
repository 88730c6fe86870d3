package io.holdfast.object.commit;

import io.holdfast.cluster.SetGeometry;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// Counts the copies of the changes that bring data. A row whose shard is not on the same drive is
/// no copy (rule 18), and an object of another storage class may need more copies than its set
/// (rule 12). Most changes are as good as their rows and cost nothing here. Any thread.
final class CopyCount {
    private final SetGeometry geometry;
    private final FeedTable feeds;
    private final AtomicIntegerArray needed = new AtomicIntegerArray(ChangeRing.SIZE);
    private final TreeMap<Long, Demand> demands = new TreeMap<>();
    private long released;
    private volatile long voids;

    /// A change whose copies have to be counted. Guarded by the count.
    private static final class Demand {
        private final int needed;
        private int lacking;
        private long voidedAt;

        Demand(int needed, int lacking) {
            this.needed = needed;
            this.lacking = lacking;
        }
    }

    CopyCount(SetGeometry geometry, FeedTable feeds) {
        this.geometry = geometry;
        this.feeds = feeds;
    }

    /// A change is about to be published.
    ///
    /// @param copies W′, or 0 when it brings no data
    /// @param holders bit p = the drive at place p has, or gets with the change, its shard
    void expect(long ordinal, int copies, int holders) {
        int all = (1 << geometry.drives()) - 1;
        int wanted = copies == 0 ? 0 : Math.max(copies, geometry.writeQuorum());
        needed.set(ChangeRing.index(ordinal), wanted);
        boolean isAsGoodAsRows = wanted <= geometry.writeQuorum() && (holders & all) == all;
        if (wanted > 0 && !isAsGoodAsRows) {
            synchronized (this) {
                demands.put(ordinal, new Demand(wanted, ~holders));
            }
        }
    }

    /// A drive has the row of a change without its shard. Told before the drive says that the
    /// change is durable.
    void lacks(long ordinal, int place) {
        int wanted = needed.get(ChangeRing.index(ordinal));
        if (wanted == 0) {
            return;
        }
        synchronized (this) {
            if (ordinal > released) {
                demands.computeIfAbsent(ordinal, _ -> new Demand(wanted, 0)).lacking |= 1 << place;
            }
        }
    }

    /// Lets the mark go on.
    ///
    /// @return up to here changes are decided: those with a demand are committed with all their
    ///   copies, or void as their VOIDs are decided
    synchronized long release() {
        long rows = feeds.decidable(geometry.writeQuorum());
        while (!demands.isEmpty() && demands.firstKey() <= rows) {
            long ordinal = demands.firstKey();
            Demand demand = demands.firstEntry().getValue();
            boolean isDecidable =
                    demand.voidedAt != 0
                            ? demand.voidedAt <= rows
                            : copies(demand, ordinal) >= demand.needed;
            if (!isDecidable) {
                released = Math.max(released, ordinal - 1);
                return released;
            }
            demands.remove(ordinal);
            voids = voids + (demand.voidedAt == 0 ? 0 : 1);
        }
        released = Math.max(released, rows);
        return released;
    }

    /// How many changes were taken back. Grows before the mark passes them, when no drive in
    /// service has them any more.
    long voids() {
        return voids;
    }

    /// True when some change has all its rows and can not get its copies, for too few of the drives
    /// that took its data are left.
    synchronized boolean isAnyHopeless() {
        return !hopeless().isEmpty();
    }

    /// Such changes are taken back by the one at the ordinal, which is not published yet.
    ///
    /// @return their ordinals
    synchronized List<Long> voidHopeless(long voidOrdinal) {
        SortedMap<Long, Demand> hopeless = hopeless();
        hopeless.values().forEach(demand -> demand.voidedAt = voidOrdinal);
        return List.copyOf(hopeless.keySet());
    }

    private SortedMap<Long, Demand> hopeless() {
        SortedMap<Long, Demand> hopeless = new TreeMap<>();
        if (demands.isEmpty()) {
            return hopeless;
        }
        long rows = feeds.decidable(geometry.writeQuorum());
        demands.headMap(rows, true)
                .forEach(
                        (ordinal, demand) -> {
                            if (demand.voidedAt == 0 && copies(demand, 0) < demand.needed) {
                                hopeless.put(ordinal, demand);
                            }
                        });
        return hopeless;
    }

    /// Drives that get changes, have all up to the ordinal, and do not lack the data.
    private int copies(Demand demand, long upTo) {
        int copies = 0;
        for (int place = 0; place < geometry.drives(); place++) {
            DriveFeed feed = feeds.at(place);
            boolean hasAll = feed != null && feed.durable() >= upTo;
            copies += hasAll && (demand.lacking >>> place & 1) == 0 ? 1 : 0;
        }
        return copies;
    }
}
