package io.holdfast.base;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A result that one thread delivers and one thread waits for. Faults travel as values of {@code
/// T}, so quorum code counts values and never catches. Delivered at most once: later deliveries are
/// ignored.
///
/// @param <T> the outcome
public final class Pending<T> {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(Pending.class, "value", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile @Nullable Object value;
    private volatile @Nullable Thread waiter;

    /// An outcome that is known already.
    public static <T> Pending<T> of(T value) {
        Pending<T> pending = new Pending<>();
        pending.complete(value);
        return pending;
    }

    /// Delivers the outcome and wakes the waiter. Any thread.
    ///
    /// @return false when an outcome had been delivered before; this one is then dropped
    public boolean complete(T outcome) {
        if (!VALUE.compareAndSet(this, null, outcome)) {
            return false;
        }
        Thread parked = waiter;
        if (parked != null) {
            LockSupport.unpark(parked);
        }
        return true;
    }

    /// True once the outcome is there.
    public boolean isDone() {
        return value != null;
    }

    /// The outcome, empty while it is not there.
    @SuppressWarnings("unchecked")
    public Optional<T> now() {
        return Optional.ofNullable((T) value);
    }

    /// Waits without limit; only one thread may wait.
    public T await() throws InterruptedException {
        return await(Long.MAX_VALUE).orElseThrow();
    }

    /// Waits until the outcome is there or the time has passed; only one thread may wait.
    ///
    /// @param timeoutNs nanoseconds from now
    /// @return empty when the time passed first
    @SuppressWarnings("unchecked")
    public Optional<T> await(long timeoutNs) throws InterruptedException {
        Object got = value;
        if (got == null) {
            waiter = Thread.currentThread();
            Host host = Host.current();
            long start = timeoutNs == Long.MAX_VALUE ? 0 : host.nowNs();
            while ((got = value) == null) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (timeoutNs == Long.MAX_VALUE) {
                    LockSupport.park(this);
                    continue;
                }
                long left = timeoutNs - (host.nowNs() - start);
                if (left <= 0) {
                    return Optional.empty();
                }
                host.park(this, left);
            }
        }
        return Optional.of((T) got);
    }
}
