package io.holdfast.object.bucket;

import io.holdfast.object.BucketInfo;

/// Counts the changes that are under way in a bucket, so that its deletion can keep new ones out
/// and wait for the others (rule 3).
final class BucketGate {
    private BucketInfo info;
    private boolean isClosed;
    private int inside;

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
        if (inside == 0) {
            notifyAll();
        }
    }

    /// Keeps new changes out and waits for those inside.
    ///
    /// @return false when the gate was closed already
    synchronized boolean close() throws InterruptedException {
        if (isClosed) {
            return false;
        }
        isClosed = true;
        boolean isDrained = false;
        try {
            while (inside > 0) {
                wait();
            }
            isDrained = true;
        } finally {
            if (!isDrained) {
                isClosed = false;
            }
        }
        return true;
    }

    synchronized void reopen() {
        isClosed = false;
    }
}
