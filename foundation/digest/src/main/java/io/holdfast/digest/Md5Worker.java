package io.holdfast.digest;

import io.holdfast.base.Host;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The engine's thread: fills lanes with one update each of different streams, computes until the
/// shortest is through, fills again. All state but the flags belongs to this thread.
final class Md5Worker implements Runnable {
    /// Fewer lanes are computed one after the other: two lanes of eight are slower than that.
    static final int LANES_MIN = 3;

    private static final int SCALAR_LANES = 8;

    private final Md5Engine engine;
    private final Queue<Md5Job> arrivals;
    private final Optional<Md5Lanes> lanes;
    private final LanePass pass;

    // A stream is in one of three places: here, in a lane, or nowhere when it has no update.
    private final Deque<EngineMd5Stream> ready = new ArrayDeque<>();
    private final @Nullable Md5Job[] lane;
    private int expected;
    private volatile boolean isParked;

    Md5Worker(Md5Engine engine, Queue<Md5Job> arrivals, Optional<Md5Lanes> lanes) {
        this.engine = engine;
        this.arrivals = arrivals;
        this.lanes = lanes;
        int count = lanes.map(Md5Lanes::count).orElse(SCALAR_LANES);
        this.lane = new @Nullable Md5Job[count];
        this.expected = count;
        this.pass = new LanePass(count);
    }

    void wake(Thread thread) {
        if (isParked) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        try {
            while (!engine.isClosed()) {
                int filled = fill();
                if (filled == 0) {
                    park(Long.MAX_VALUE);
                } else if (!hasToWait(filled)) {
                    compute(filled);
                }
            }
        } finally {
            engine.close(); // also after a bug: nobody may wait for a thread that is gone
            failEverything();
        }
    }

    private void failEverything() {
        for (@Nullable Md5Job job : lane) {
            if (job != null) {
                failAll(job);
            }
        }
        for (EngineMd5Stream stream : ready) {
            failAll(stream.queue.remove());
        }
        engine.failArrivals();
    }

    private static void failAll(Md5Job first) {
        first.end(false);
        first.stream.queue.forEach(job -> job.end(false));
        first.stream.queue.clear();
    }

    /// Takes what arrived and puts ready streams into empty lanes.
    private int fill() {
        for (Md5Job job = arrivals.poll(); job != null; job = arrivals.poll()) {
            EngineMd5Stream stream = job.stream;
            stream.queue.add(job);
            if (stream.queue.size() == 1 && !isInLane(stream)) {
                ready.add(stream);
            }
        }
        int filled = 0;
        for (int i = 0; i < lane.length; i++) {
            if (lane[i] == null && !ready.isEmpty()) {
                lane[i] = ready.remove().queue.remove();
            }
            if (lane[i] != null) {
                filled++;
            }
        }
        return filled;
    }

    private boolean isInLane(EngineMd5Stream stream) {
        for (@Nullable Md5Job job : lane) {
            if (job != null && job.stream == stream) {
                return true;
            }
        }
        return false;
    }

    /// Waits for company when it can be expected and no update has waited its time yet. Streams
    /// that let the time pass are not expected again until as many lanes fill by themselves.
    private boolean hasToWait(int filled) {
        expected = Math.max(expected, filled);
        if (filled >= Math.min(expected, Math.min(lane.length, engine.streams()))) {
            return false;
        }
        long leftNs = Md5Engine.WAIT_NS - (Host.current().nowNs() - oldestNs());
        if (leftNs <= 0) {
            expected = filled;
            return false;
        }
        park(leftNs);
        return true;
    }

    private long oldestNs() {
        long now = Host.current().nowNs();
        long oldestNs = 0;
        for (@Nullable Md5Job job : lane) {
            if (job != null) {
                oldestNs = Math.max(oldestNs, now - job.arrivedNs);
            }
        }
        return now - oldestNs;
    }

    private void park(long ns) {
        isParked = true;
        if (arrivals.isEmpty() && !engine.isClosed()) {
            if (ns == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else {
                Host.current().park(this, ns);
            }
        }
        isParked = false;
    }

    private void compute(int filled) {
        pass.run(lane, filled >= LANES_MIN ? lanes : Optional.empty());
        for (int i = 0; i < lane.length; i++) {
            Md5Job job = lane[i];
            if (job != null && job.isOver()) {
                lane[i] = next(job.stream);
                job.end(true);
            }
        }
    }

    /// A stream goes on in its lane, unless others are waiting for one.
    private @Nullable Md5Job next(EngineMd5Stream stream) {
        if (!stream.queue.isEmpty() && !ready.isEmpty()) {
            ready.add(stream);
            return null;
        }
        return stream.queue.poll();
    }
}
