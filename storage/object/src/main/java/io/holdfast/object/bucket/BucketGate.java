package io.holdfast.object.bucket;

import io.holdfast.base.Pending;
import io.holdfast.object.BucketInfo;
import org.jspecify.annotations.Nullable;

/// Counts the changes that are under way in a bucket, so that its deletion can keep new ones out
/// and wait for the others (rule 3).
final class BucketGate {
    private BucketInfo info;
    private boolean isClosed;
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

    synchronized boolean isClosed() {
        return isClosed;
    }

    /// Enters; false when the gate is closed.
    synchronized boolean enter() {
        if (isClosed) {
            return false;
        }
        inside++;
        return true;
    }

    synchronized void leave() {
        inside--;
        if (inside == 0 && drained != null) {
            drained.complete(true);
        }
    }

    /// Keeps new changes out and waits for those inside.
    ///
    /// @return false when the gate was closed already
    boolean close() throws InterruptedException {
        Pending<Boolean> empty = new Pending<>();
        synchronized (this) {
            if (isClosed) {
                return false;
            }
            isClosed = true;
            drained = empty;
            if (inside == 0) {
                empty.complete(true);
            }
        }
        boolean isDrained = false;
        try {
            isDrained = empty.await();
        } finally {
            if (!isDrained) {
                reopen();
            }
        }
        return true;
    }

    synchronized void reopen() {
        isClosed = false;
    }
}
