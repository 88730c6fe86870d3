package io.holdfast.digest;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// MD5 for the ETags of many concurrent uploads: one thread computes up to eight streams at once in
/// the lanes of a vector, at three to four times the speed of one after the other. An update waits
/// for company at most {@link #WAIT_NS}; a lone stream waits for nobody, small updates are computed
/// by their caller. Thread-safe. Keeps nothing across a crash.
public final class Md5Engine implements AutoCloseable {
    /// The longest time that an update waits for lanes to fill, in nanoseconds.
    public static final long WAIT_NS = 200_000;

    // Digests kept for reuse by small bodies; more are made when more run at once.
    private static final int POOLED_DIGESTS_MAX = 64;
    private static final ConcurrentLinkedDeque<MessageDigest> DIGESTS =
            new ConcurrentLinkedDeque<>();
    private static final AtomicInteger POOLED_DIGESTS = new AtomicInteger();

    private final ConcurrentLinkedQueue<Md5Job> arrivals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger streams = new AtomicInteger();
    private final Md5Worker worker;
    private final Thread thread;
    private volatile boolean isClosed;

    /// Starts the engine's thread. Speed comes after some seconds of use, or {@link #warmUp}.
    public Md5Engine() {
        this(Md5Lanes.ofMachine());
    }

    Md5Engine(Optional<Md5Lanes> lanes) {
        this.worker = new Md5Worker(this, arrivals, lanes);
        this.thread = Thread.ofPlatform().daemon().name("md5-engine").start(worker);
    }

    /// Starts a stream. Its owner closes it, or takes its digest: open streams are what updates
    /// wait for.
    public Md5Stream open() {
        streams.incrementAndGet();
        return new EngineMd5Stream(this);
    }

    /// MD5 of a part of an array, computed by the caller: for bodies that are there as a whole.
    public static byte[] md5(byte[] bytes, int offset, int length) {
        MessageDigest pooled = DIGESTS.pollFirst();
        MessageDigest digest = pooled == null ? DigestChecksum.newDigest("MD5") : pooled;
        if (pooled != null) {
            POOLED_DIGESTS.decrementAndGet();
        }
        digest.update(bytes, offset, length);
        byte[] result = digest.digest(); // leaves it reset
        if (POOLED_DIGESTS.incrementAndGet() <= POOLED_DIGESTS_MAX) {
            DIGESTS.addFirst(digest);
        } else {
            POOLED_DIGESTS.decrementAndGet();
        }
        return result;
    }

    /// Has the lanes compiled before the first upload needs them; takes the caller one to three
    /// seconds of computing and changes nothing else. Without it the engine computes stream by
    /// stream until use has warmed the lanes up.
    public void warmUp() {
        worker.warmUp();
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

    /// True when there is no company to wait for and the engine's thread has work already.
    boolean isCallerFaster() {
        return worker.isBusy() && streams.get() < Md5Worker.LANES_MIN;
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
