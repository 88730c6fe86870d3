package io.holdfast.object.commit;

import io.holdfast.drive.Change;
import io.holdfast.drive.ChangeFeed;
import io.holdfast.drive.Drive;
import io.holdfast.drive.DriveFault;
import org.jspecify.annotations.Nullable;

/// The leader's stream to the drive at one place (rule 5).
final class DriveFeed implements ChangeFeed {
    private final SetLeader leader;
    private final int place;
    private final Drive drive;
    private volatile long durable;
    private long seen;
    private long progressNs;
    private long lookedNs;
    private volatile @Nullable DriveFault fault;
    private volatile boolean isDetached;

    /// @param attachedAfter the drive gets the changes after this ordinal only
    DriveFeed(SetLeader leader, int place, Drive drive, long attachedAfter, long nowNs) {
        this.leader = leader;
        this.place = place;
        this.drive = drive;
        this.durable = attachedAfter;
        this.progressNs = nowNs;
        this.lookedNs = nowNs;
    }

    Drive drive() {
        return drive;
    }

    @Nullable DriveFault fault() {
        return fault;
    }

    /// The highest ordinal up to which the drive has every change since it was attached.
    long durable() {
        return durable;
    }

    /// True when the drive has had work for so long and has not finished any. Asked by the watch
    /// over the drives alone, several times within a deadline.
    boolean isStalled(long nowNs, long deadlineNs) {
        long reached = durable;
        boolean hasWaited = nowNs - lookedNs > deadlineNs / 2;
        if (reached != seen || reached >= leader.tail() || hasWaited) {
            seen = reached;
            progressNs = nowNs;
        }
        lookedNs = nowNs;
        return nowNs - progressNs > deadlineNs;
    }

    void detach() {
        isDetached = true;
    }

    @Override
    public int epoch() {
        return leader.epoch();
    }

    @Override
    public long tail() {
        return isDetached ? durable : leader.tail();
    }

    @Override
    public @Nullable Change get(long ordinal) {
        return leader.change(ordinal);
    }

    /// A drive that was detached gets no more changes. The mark may have passed a VOID that it did
    /// not get: then it stays where it is (rule 5).
    @Override
    public long decided() {
        long decided = leader.decidedOrdinal();
        return isDetached && durable < leader.tail() ? 0 : decided;
    }

    @Override
    public void rowOnly(long ordinal) {
        leader.rowOnly(place, ordinal);
    }

    @Override
    public void durable(long ordinal) {
        durable = ordinal;
        if (!isDetached) {
            leader.progressed();
        }
    }

    @Override
    public void failed(DriveFault why) {
        fault = why;
        leader.wakeWatch();
    }
}
