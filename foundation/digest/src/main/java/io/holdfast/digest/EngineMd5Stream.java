package io.holdfast.digest;

import io.holdfast.base.Checks;
import io.holdfast.base.Host;
import io.holdfast.base.Pending;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A stream whose state belongs to the engine's thread while updates are outstanding, else to its
/// owner.
final class EngineMd5Stream implements Md5Stream {
    // Below this, handing over and waking up cost more than digesting (some 25 µs).
    private static final int INLINE_BYTES_MAX = 16 << 10;

    final Md5State state = new Md5State();

    /// Updates handed over and not ended.
    final AtomicInteger outstanding = new AtomicInteger();

    /// Updates behind the one that is in a lane; the engine's thread only.
    final Deque<Md5Job> queue = new ArrayDeque<>();

    private final Md5Engine engine;
    private @Nullable Pending<Boolean> last;
    private volatile boolean hasFailed;
    private @Nullable LoneMd5 lone;
    private boolean isStarted;
    private boolean isEnded;

    EngineMd5Stream(Md5Engine engine) {
        this.engine = engine;
    }

    @Override
    public Pending<Boolean> update(MemorySegment bytes) {
        Checks.that(!isEnded, "the stream has ended");
        if (!isStarted) {
            isStarted = true;
            lone = engine.isWorthLanes() ? null : new LoneMd5();
        }
        if (lone != null) {
            lone.update(bytes);
            return Pending.of(true);
        }
        if (outstanding.get() == 0 && bytes.byteSize() < INLINE_BYTES_MAX) {
            state.update(bytes);
            return Pending.of(!hasFailed);
        }
        Md5Job job = new Md5Job(this, shareable(bytes), Host.current().nowNs());
        outstanding.incrementAndGet();
        last = job.done;
        engine.submit(job);
        return job.done;
    }

    @Override
    public byte[] digest() throws InterruptedException {
        Checks.that(!isEnded, "the stream has ended");
        if (last != null) {
            last.await();
        }
        close();
        if (hasFailed) {
            throw new IllegalStateException("the MD5 engine was closed or lost the bytes");
        }
        return lone == null ? state.finish() : lone.finish();
    }

    @Override
    public void close() {
        if (!isEnded) {
            isEnded = true;
            engine.ended();
        }
    }

    void fail() {
        hasFailed = true;
    }

    /// Bytes that only this thread may see are copied.
    private MemorySegment shareable(MemorySegment bytes) {
        return bytes.isAccessibleBy(engine.thread())
                ? bytes
                : MemorySegment.ofArray(bytes.toArray(ValueLayout.JAVA_BYTE));
    }
}
