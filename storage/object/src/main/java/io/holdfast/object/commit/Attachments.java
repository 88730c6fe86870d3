package io.holdfast.object.commit;

import io.holdfast.base.Host;
import io.holdfast.drive.Change;
import io.holdfast.drive.Drive;
import io.holdfast.drive.DriveFault;
import io.holdfast.drive.HelloReply;
import io.holdfast.drive.OpsWriter;
import io.holdfast.drive.StreamPosition;
import io.holdfast.object.StoreException;
import java.util.List;

/// Brings the drives of a set to their leader's stream and from it, into service and out of it
/// (rules 5 and 13). A drive is *attached* while it gets changes, and in *service* once it has all
/// that was decided.
///
/// **Threads**: the set's keeper and opener, and the leader's watch.
public final class Attachments {
    private final SetLeader leader;
    private final FeedTable feeds;
    private final ChangeRing ring;
    private final LeaderOptions options;

    Attachments(SetLeader leader, FeedTable feeds, ChangeRing ring, LeaderOptions options) {
        this.leader = leader;
        this.feeds = feeds;
        this.ring = ring;
        this.options = options;
    }

    /// Starts streaming to a drive in service: everything that it lacks and some other drive may
    /// lack, and all that follows.
    ///
    /// A drive that was put out meanwhile is not attached: it has to be rebuilt, and nobody
    /// rebuilds one that is attached already.
    ///
    /// @param hello what the drive has
    void attachAfter(int place, Drive drive, HelloReply.Promised hello) {
        drive.setRebuilding(false);
        DriveFeed feed;
        synchronized (feeds) {
            if (!feeds.isNeeded(place)) {
                return;
            }
            feed = publish(place, drive, Math.max(taken(place, hello), ring.cleared()));
        }
        drive.follow(feed, feed.durable());
    }

    /// Up to where the drive has the changes of this epoch: none is sent to it twice. Of those that
    /// are not decided it may hold rows without their data.
    private long taken(int place, HelloReply.Promised hello) {
        for (HelloReply.Undecided change : hello.undecided()) {
            if (change.position().epoch() == leader.epoch() && !change.isCopy()) {
                leader.rowOnly(place, change.position().ordinal());
            }
        }
        return hello.tail().epoch() == leader.epoch() ? hello.tail().ordinal() : 0;
    }

    /// Starts streaming to a drive that has to catch up.
    ///
    /// @param hello what the drive has
    /// @param voided changes of this epoch that it has and that became void while it was away.
    ///   Their VOIDs are in the stream before the drive follows it, so that no mark decides them
    ///   (rule 5)
    public void attachRebuilding(
            int place, Drive drive, HelloReply.Promised hello, List<StreamPosition> voided)
            throws StoreException, InterruptedException {
        drive.setRebuilding(true);
        DriveFeed feed;
        synchronized (feeds) {
            feed = publish(place, drive, Math.max(taken(place, hello), ring.cleared()));
        }
        if (!voided.isEmpty()) {
            OpsWriter ops = new OpsWriter();
            voided.forEach(ops::voided);
            leader.submitAlways(
                    Change.NO_SLOT, _ -> new Draft(null, ops.toBytes(), null, 1 << place), null);
        }
        drive.follow(feed, feed.durable());
    }

    /// Goes on streaming to a drive in service that was away for a moment: nothing was decided
    /// without it.
    ///
    /// @param hello what the drive has
    /// @return false when the changes after that are gone, or the drive was put out meanwhile: it
    ///   has to be rebuilt
    public boolean reattach(int place, Drive drive, HelloReply.Promised hello) {
        DriveFeed feed;
        synchronized (feeds) {
            if (!feeds.isNeeded(place)) {
                return false;
            }
            long tail = taken(place, hello);
            // Changes that do not concern the drive do not move its tail, but it has passed them.
            DriveFeed last = feeds.at(place);
            long after = last == null ? tail : Math.max(tail, last.durable());
            if (after < ring.cleared()) {
                return false;
            }
            feed = publish(place, drive, after);
        }
        drive.follow(feed, feed.durable());
        return true;
    }

    /// From here on the ring keeps what comes after the ordinal, until the drive has it.
    private DriveFeed publish(int place, Drive drive, long after) {
        DriveFeed feed = new DriveFeed(leader, place, drive, after, leader.nowNs());
        feeds.put(place, feed);
        return feed;
    }

    /// The drive at the place is gone: decisions do not wait for its answer any more, only for the
    /// registry to say that it is out.
    public void lose(int place, String why) {
        DriveFeed feed = feeds.at(place);
        if (feed != null) {
            feed.failed(new DriveFault(DriveFault.Kind.UNAVAILABLE, why));
        }
    }

    /// The registry says already that the drive at the place is not in service.
    public void leaveService(int place) {
        // At once, so that the drive does not resume in between: nobody would rebuild it then.
        synchronized (feeds) {
            feeds.setFull(place, false);
            feeds.setNeeded(place, false);
            feeds.remove(place);
        }
        gone();
    }

    /// Ends the stream to a place, for instance because its drive is gone.
    public void detach(int place) {
        feeds.remove(place);
        gone();
    }

    private void gone() {
        leader.wakeWatch();
        leader.progressed();
    }

    /// The drive at the place is full now: decisions wait for it from here on, then the registry
    /// says so (rule 13).
    public boolean enterService(int place) throws InterruptedException {
        feeds.setNeeded(place, true);
        if (awaitCaughtUp(place) && leader.set().putInService(place)) {
            feeds.setFull(place, true);
            return true;
        }
        feeds.setNeeded(place, false);
        leader.progressed();
        return false;
    }

    /// Waits until the drive at the place has all that is decided now. Decisions do not wait for a
    /// drive that is being rebuilt, but whoever looks at what it holds has to: what is still on its
    /// way to it would meet what was done after that look.
    ///
    /// @return false when the drive is gone, or takes too long
    public boolean awaitCaughtUp(int place) throws InterruptedException {
        return awaitDurable(place, leader.decidedOrdinal());
    }

    /// Waits until the drive at the place has a change of this epoch. Decisions do not wait for a
    /// drive that is being rebuilt, but who reads what the change did on it has to.
    ///
    /// @return false when the drive is gone, or takes too long
    public boolean awaitTaken(int place, Submitted change) throws InterruptedException {
        return awaitDurable(place, Sequences.ordinal(change.sequence()));
    }

    private boolean awaitDurable(int place, long goal) throws InterruptedException {
        long deadline = leader.nowNs() + options.commitTimeoutNs();
        while (leader.nowNs() < deadline) {
            DriveFeed feed = feeds.at(place);
            if (feed == null || feed.fault() != null) {
                return false;
            }
            if (feed.durable() >= goal) {
                return true;
            }
            feed.drive().wake();
            Host.current().sleep(1_000_000);
        }
        return false;
    }
}
