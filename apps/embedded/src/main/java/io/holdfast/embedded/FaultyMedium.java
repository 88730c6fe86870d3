package io.holdfast.embedded;

import io.holdfast.drive.MediumGate;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;

/// The medium of one drive, with the faults that a test asked for. Any thread.
final class FaultyMedium implements MediumGate {
    private volatile boolean isGone;
    private volatile boolean isFull;
    private volatile long delayMs;

    void setGone(boolean gone) {
        isGone = gone;
    }

    void setFull(boolean full) {
        isFull = full;
    }

    void setDelayMs(long ms) {
        delayMs = ms;
    }

    @Override
    public boolean isFull() {
        return isFull;
    }

    @Override
    public void before(Access access, Path path) throws IOException {
        if (isGone) {
            throw new IOException("Input/output error");
        }
        long waitMs = delayMs;
        if (waitMs > 0) {
            pause(waitMs);
        }
        if (isFull && access == Access.GROW) {
            throw new IOException("No space left on device");
        }
    }

    private static void pause(long ms) throws IOException {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the drive was slow");
        }
    }
}
