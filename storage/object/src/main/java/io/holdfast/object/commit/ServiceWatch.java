package io.holdfast.object.commit;

import io.holdfast.base.Host;
import io.holdfast.cluster.SetGeometry;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches the drives that a leader streams to: puts out those that fail or make no progress (rule
/// 13), and says whether enough are left to take changes. One thread of its own.
final class ServiceWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceWatch.class);
    private static final long WATCH_NS = 50_000_000;
    private static final long RETRY_OUT_NS = 1_000_000_000;

    private final SetLeader leader;
    private final SetGeometry geometry;
    private final FeedTable feeds;
    private final DecisionMark mark;
    private final LeaderOptions options;
    private volatile Optional<String> whyReadOnly = Optional.of("starting");
    private volatile boolean isClosed;
    private @Nullable Thread watch;

    ServiceWatch(SetLeader leader, FeedTable feeds, DecisionMark mark, LeaderOptions options) {
        this.leader = leader;
        this.geometry = leader.geometry();
        this.feeds = feeds;
        this.mark = mark;
        this.options = options;
    }

    /// Why changes are refused now; empty when they are taken.
    Optional<String> whyReadOnly() {
        return whyReadOnly;
    }

    void start() {
        Thread thread =
                Host.current()
                        .platformThread(
                                "leader-" + leader.set().pool() + "-" + leader.set().index(),
                                this::watchLoop);
        watch = thread;
        thread.start();
    }

    /// Has it look now.
    void wake() {
        Thread thread = watch;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    private void watchLoop() {
        long lastOutNs = leader.nowNs() - RETRY_OUT_NS;
        while (!isClosed) {
            Host.current().park(this, WATCH_NS);
            try {
                boolean isDue = leader.nowNs() - lastOutNs >= RETRY_OUT_NS;
                for (int place = 0; place < geometry.drives(); place++) {
                    String trouble = troubleAt(place);
                    if (trouble != null && !feeds.isNeeded(place)) {
                        leader.attachments().detach(place);
                    } else if (trouble != null && isDue && !putOut(place, trouble)) {
                        lastOutNs = leader.nowNs();
                    }
                }
                judgeQuorum();
                leader.voidHopeless();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.error(
                        "watching set {}/{} failed", leader.set().pool(), leader.set().index(), e);
            }
        }
    }

    private @Nullable String troubleAt(int place) {
        DriveFeed feed = feeds.at(place);
        if (feed == null) {
            return feeds.isNeeded(place) ? "the drive is missing" : null;
        }
        if (feed.fault() != null) {
            return feed.fault().kind() + ": " + feed.fault().detail();
        }
        return feed.isStalled(leader.nowNs(), options.driveDeadlineNs())
                ? "no answer within the deadline"
                : null;
    }

    /// Rule 13: first the registry, then decisions without the drive.
    boolean putOut(int place, String why) throws InterruptedException {
        if (!leader.set().putOut(place, why)) {
            return false;
        }
        LOG.warn(
                "drive {} of set {}/{} is out: {}",
                place,
                leader.set().pool(),
                leader.set().index(),
                why);
        leader.attachments().leaveService(place);
        return true;
    }

    /// Puts out, before serving, the drives in service that cannot be attached.
    void putOutMissing() throws InterruptedException {
        for (int place = 0; place < geometry.drives(); place++) {
            String trouble = troubleAt(place);
            if (feeds.isNeeded(place) && trouble != null) {
                putOut(place, trouble);
            }
        }
    }

    /// Finds out whether changes can be decided.
    void judgeQuorum() {
        int attached = 0;
        boolean isBlocked = false;
        for (int place = 0; place < geometry.drives(); place++) {
            attached += feeds.isAttached(place) ? 1 : 0;
            isBlocked |= feeds.isNeeded(place) && !feeds.isAttached(place);
        }
        Optional<String> was = whyReadOnly;
        if (mark.isUnmoved()) {
            whyReadOnly = Optional.of("waiting for enough drives to start");
        } else if (attached < geometry.writeQuorum() || isBlocked) {
            whyReadOnly =
                    Optional.of(
                            attached
                                    + " of "
                                    + geometry.drives()
                                    + " drives take changes; "
                                    + geometry.writeQuorum()
                                    + " are needed");
        } else {
            whyReadOnly = Optional.empty();
        }
        if (was.isEmpty() && whyReadOnly.isPresent()) {
            LOG.error(
                    "set {}/{} is read-only: {}",
                    leader.set().pool(),
                    leader.set().index(),
                    whyReadOnly.get());
        }
    }

    @Override
    public void close() {
        isClosed = true;
        whyReadOnly = Optional.of("shutting down");
        wake();
    }
}
