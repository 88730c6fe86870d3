package io.holdfast.digest;

import io.holdfast.base.Host;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;

/// MD5 for the ETags of many concurrent uploads: one thread computes up to eight streams at once in
/// the lanes of a vector, at three to four times the speed of one after the other. An update waits
/// for company at most {@link #WAIT_NS}. A stream is computed by its callers with the JDK's digest,
/// to its end, when it starts with less company than lanes need, before the lanes are compiled, or
/// where the Vector API is not enabled; so are small updates of others. Thread-safe. Keeps nothing
/// across a crash.
public final class Md5Engine implements AutoCloseable {
    /// The longest time that an update waits for lanes to fill, in nanoseconds.
    public static final long WAIT_NS = 5_000_000;

    private final ConcurrentLinkedQueue<Md5Job> arrivals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger streams = new AtomicInteger();
    private final Md5WarmUp warmUp;
    private final AtomicBoolean isWarming = new AtomicBoolean();
    private final Md5Worker worker;
    private final Thread thread;
    private volatile boolean isClosed;

    /// Starts the engine's thread. The lanes are compiled aside, for one to three seconds, once
    /// several streams are open, or by {@link #warmUp}.
    public Md5Engine() {
        this(Md5Lanes.ofMachine(), false, Host.current()::platformThread);
    }

    /// As {@link #Md5Engine()}, with a thread that steps back for others.
    public static Md5Engine ofBulk() {
        return new Md5Engine(Md5Lanes.ofMachine(), false, Host.current()::bulkThread);
    }

    /// @param isWarm use the lanes from the beginning, however slow
    Md5Engine(Optional<Md5Lanes> lanes, boolean isWarm) {
        this(lanes, isWarm, Host.current()::platformThread);
    }

    private Md5Engine(
            Optional<Md5Lanes> lanes,
            boolean isWarm,
            BiFunction<String, Runnable, Thread> newThread) {
        this.warmUp = new Md5WarmUp(lanes, isWarm);
        this.worker = new Md5Worker(this, arrivals, lanes);
        this.thread = newThread.apply("md5-engine", worker);
        thread.start();
    }

    /// Starts a stream. Its owner closes it, or takes its digest: open streams are what updates
    /// wait for.
    public Md5Stream open() {
        streams.incrementAndGet();
        return new EngineMd5Stream(this);
    }

    /// MD5 of a part of an array, computed by the caller: for bodies that are there as a whole.
    public static byte[] md5(byte[] bytes, int offset, int length) {
        LoneMd5 digest = new LoneMd5();
        digest.update(bytes, offset, length);
        return digest.finish();
    }

    /// Has the lanes compiled before the first uploads need them; takes the caller one to three
    /// seconds of computing and changes nothing else.
    public void warmUp() {
        while (!warmUp.isOver() && !isClosed) {
            warmUp.step();
        }
    }

    /// Ends the thread. Outstanding updates come to an end with the outcome false.
    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(thread);
    }

    Thread thread() {
        return thread;
    }

    boolean isClosed() {
        return isClosed;
    }

    /// Streams that may send updates.
    int streams() {
        return streams.get();
    }

    void ended() {
        streams.decrementAndGet();
    }

    /// True when a stream that starts now shares lanes: there are streams enough, counting the one
    /// that asks, and lanes are the faster way.
    boolean isWorthLanes() {
        if (streams.get() < Md5Worker.LANES_MIN) {
            return false;
        }
        if (!warmUp.isOver() && isWarming.compareAndSet(false, true)) {
            Host.current().platformThread("md5-warm-up", this::warmUp).start();
        }
        return warmUp.isFaster();
    }

    void submit(Md5Job job) {
        arrivals.add(job);
        if (isClosed) {
            failArrivals(); // the thread may have looked for the last time
        } else {
            worker.wake(thread);
        }
    }

    void failArrivals() {
        for (Md5Job job = arrivals.poll(); job != null; job = arrivals.poll()) {
            job.end(false);
        }
    }
}
