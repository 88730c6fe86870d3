package io.holdfast.object.commit;

import io.holdfast.cluster.Member;
import io.holdfast.cluster.MemberState;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which places of a set get changes, which of them decisions wait for (*needed*), and which reads
/// rely on (*full*). Read without locks by commit and request threads; changed under its own
/// monitor, which also guards the ring against being cleared while a drive is attached.
final class FeedTable {
    private volatile @Nullable DriveFeed[] feeds;
    private volatile boolean[] needed;
    private volatile boolean[] full;

    FeedTable(List<Member> members) {
        feeds = new @Nullable DriveFeed[members.size()];
        boolean[] inService = new boolean[members.size()];
        for (Member member : members) {
            inService[member.index()] = member.state() == MemberState.IN_SERVICE;
        }
        needed = inService;
        full = inService;
    }

    @Nullable DriveFeed at(int place) {
        return feeds[place];
    }

    /// By place; not to be modified.
    @Nullable DriveFeed[] all() {
        return feeds;
    }

    boolean isNeeded(int place) {
        return needed[place];
    }

    boolean isAttached(int place) {
        DriveFeed feed = feeds[place];
        return feed != null && feed.fault() == null;
    }

    boolean isInService(int place) {
        return full[place] && isAttached(place);
    }

    synchronized void put(int place, DriveFeed feed) {
        @Nullable DriveFeed[] next = feeds.clone();
        next[place] = feed;
        feeds = next;
    }

    synchronized void remove(int place) {
        DriveFeed feed = feeds[place];
        if (feed != null) {
            feed.detach();
            @Nullable DriveFeed[] next = feeds.clone();
            next[place] = null;
            feeds = next;
        }
    }

    synchronized void setNeeded(int place, boolean value) {
        boolean[] next = needed.clone();
        next[place] = value;
        needed = next;
    }

    synchronized void setFull(int place, boolean value) {
        boolean[] next = full.clone();
        next[place] = value;
        full = next;
    }

    /// Rule 12: the highest ordinal that every needed place has durable, and at least W places
    /// have.
    long decidable(int writeQuorum) {
        @Nullable DriveFeed[] present = feeds;
        boolean[] waitedFor = needed;
        long lowest = Long.MAX_VALUE;
        long[] copies = new long[present.length];
        for (int place = 0; place < present.length; place++) {
            DriveFeed feed = present[place];
            copies[place] = feed == null ? 0 : feed.durable();
            if (waitedFor[place]) {
                lowest = Math.min(lowest, copies[place]);
            }
        }
        Arrays.sort(copies);
        return Math.min(lowest, copies[copies.length - writeQuorum]);
    }

    /// The highest ordinal that no attached place needs any more, at most the given one.
    long lowestDurable(long atMost) {
        long lowest = atMost;
        for (DriveFeed feed : feeds) {
            if (feed != null) {
                lowest = Math.min(lowest, feed.durable());
            }
        }
        return lowest;
    }
}
