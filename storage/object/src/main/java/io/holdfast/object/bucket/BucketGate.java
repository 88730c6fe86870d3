package io.holdfast.object.bucket;

import io.holdfast.base.Pending;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts the changes that are under way in a bucket, so that its deletion can keep new ones out
/// and wait for the others (rule 3). Whether the bucket is there is open until the deletion has
/// ended: those who come meanwhile wait for that.
final class BucketGate {
    private final List<Pending<Boolean>> waiting = new ArrayList<>();
    private BucketInfo info;
    private boolean isClosed;
    private boolean isRemoved;
    private int inside;
    private @Nullable Pending<Boolean> drained;

    BucketGate(BucketInfo info) {
        this.info = info;
    }

    synchronized BucketInfo info() {
        return info;
    }

    synchronized void update(BucketInfo newInfo) {
        info = newInfo;
    }

    /// Enters, as soon as no deletion is under way; false when the bucket was removed.
    boolean enter() throws InterruptedException {
        return pass(() -> inside++);
    }

    /// Waits while a deletion is under way, then does something before the next one can begin.
    ///
    /// @return false, and nothing is done, when the bucket was removed
    private boolean pass(Runnable then) throws InterruptedException {
        while (true) {
            Pending<Boolean> turn;
            synchronized (this) {
                if (isRemoved) {
                    return false;
                }
                if (!isClosed) {
                    then.run();
                    return true;
                }
                turn = new Pending<>();
                waiting.add(turn);
            }
            turn.await();
        }
    }

    synchronized void leave() {
        inside--;
        if (inside == 0 && drained != null) {
            drained.complete(true);
        }
    }

    /// Keeps new changes out and waits for those inside; after another deletion, if one is under
    /// way.
    ///
    /// @return false when the bucket was removed
    /// @throws StoreException TOO_BUSY when they are not decided in time; the gate is open again
    boolean close(long timeoutNs) throws StoreException, InterruptedException {
        Pending<Boolean> empty = new Pending<>();
        boolean isThere =
                pass(
                        () -> {
                            isClosed = true;
                            drained = empty;
                            if (inside == 0) {
                                empty.complete(true);
                            }
                        });
        if (!isThere) {
            return false;
        }
        boolean isDrained = false;
        try {
            isDrained = empty.await(timeoutNs).isPresent();
        } finally {
            if (!isDrained) {
                reopen();
            }
        }
        if (!isDrained) {
            throw new StoreException(
                    StoreError.TOO_BUSY, "earlier changes in the bucket are not decided");
        }
        return true;
    }

    /// The bucket stays.
    void reopen() {
        open(false);
    }

    /// The bucket is no more.
    void remove() {
        open(true);
    }

    private void open(boolean removed) {
        List<Pending<Boolean>> woken;
        synchronized (this) {
            isClosed = false;
            isRemoved |= removed;
            woken = List.copyOf(waiting);
            waiting.clear();
        }
        woken.forEach(one -> one.complete(true));
    }
}
