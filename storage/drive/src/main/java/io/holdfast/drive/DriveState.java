package io.holdfast.drive;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What a drive knows besides its rows. The commit thread changes it while it plans a batch; when
/// the batch then fails to become durable the drive is out until it is reopened, so nothing is ever
/// taken back here. Other threads read only counters and live bytes.
final class DriveState {
    private static final int DEAD_PART = 8;

    private final UndecidedChanges undecided = new UndecidedChanges();
    private final Map<Integer, Long> liveBytes = new ConcurrentHashMap<>();

    /// The most that was live of each segment since this start.
    private final Map<Integer, Long> peakBytes = new ConcurrentHashMap<>();

    private final Map<Long, BucketUsage> usage = new ConcurrentHashMap<>();
    private StreamPosition mark = StreamPosition.ZERO;
    private StreamPosition tail = StreamPosition.ZERO;
    private StreamPosition whole = StreamPosition.ZERO;
    private int promise;
    private int start;
    private boolean isRebuilding;

    UndecidedChanges undecided() {
        return undecided;
    }

    StreamPosition mark() {
        return mark;
    }

    /// Never falls (invariant I5).
    void raiseMark(StreamPosition position) {
        if (position.compareTo(mark) > 0) {
            mark = position;
        }
    }

    StreamPosition tail() {
        return tail;
    }

    /// A change was taken. While the drive is being rebuilt, changes before it may be missing.
    void raiseTail(StreamPosition position) {
        if (position.compareTo(tail) > 0) {
            tail = position;
        }
        if (!isRebuilding && position.compareTo(whole) > 0) {
            whole = position;
        }
    }

    /// A change was undone. While the drive is being rebuilt, the change may be one that others
    /// kept and that has to come again.
    void undone(StreamPosition position) {
        if (isRebuilding && position.compareTo(whole) <= 0) {
            whole = new StreamPosition(position.epoch(), position.ordinal() - 1);
        }
    }

    /// As the index has them, at the start.
    void restoreTail(StreamPosition flushedTail, StreamPosition flushedWhole) {
        tail = flushedTail;
        whole = flushedWhole;
    }

    /// The newest change up to which none is missing: where a rebuild that was broken off has to
    /// begin again (rules 22 and 23).
    StreamPosition whole() {
        return whole;
    }

    int promise() {
        return promise;
    }

    void raisePromise(int epoch) {
        if (Integer.compareUnsigned(epoch, promise) > 0) {
            promise = epoch;
        }
    }

    /// Epoch of the last START; 0 when there was none.
    int start() {
        return start;
    }

    void raiseStart(int epoch) {
        if (Integer.compareUnsigned(epoch, start) > 0) {
            start = epoch;
        }
    }

    boolean isRebuilding() {
        return isRebuilding;
    }

    void setRebuilding(boolean rebuilding) {
        isRebuilding = rebuilding;
    }

    /// Bytes of a log segment that rows own.
    long liveBytes(int segment) {
        return liveBytes.getOrDefault(segment, 0L);
    }

    void setLiveBytes(int segment, long bytes) {
        if (bytes == 0) {
            liveBytes.remove(segment);
            peakBytes.remove(segment);
        } else {
            liveBytes.put(segment, bytes);
            peakBytes.merge(segment, bytes, Math::max);
        }
    }

    /// Whether at least an eighth of what was live of a segment, since this start, is dead.
    boolean hasDied(int segment) {
        long live = liveBytes(segment);
        long peak = peakBytes.getOrDefault(segment, live);
        return peak - live >= Math.max(1, peak / DEAD_PART);
    }

    long totalLiveBytes() {
        long total = 0;
        for (long bytes : liveBytes.values()) {
            total += bytes;
        }
        return total;
    }

    BucketUsage usage(long bucketId) {
        return usage.getOrDefault(bucketId, BucketUsage.NONE);
    }

    void setUsage(long bucketId, BucketUsage absolute) {
        if (absolute.isZero()) {
            usage.remove(bucketId);
        } else {
            usage.put(bucketId, absolute);
        }
    }
}
