package io.holdfast.cluster;

import io.holdfast.drive.Drive;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The drives of this node that are open, by place. Any thread.
final class OpenDrives implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenDrives.class);

    private final AtomicReferenceArray<@Nullable Drive> drives;

    OpenDrives(int places) {
        drives = new AtomicReferenceArray<>(places);
    }

    Optional<Drive> at(int place) {
        return Optional.ofNullable(drives.get(place));
    }

    boolean isEmpty() {
        return IntStream.range(0, drives.length()).allMatch(place -> drives.get(place) == null);
    }

    void put(int place, Drive drive) {
        drives.set(place, drive);
    }

    /// Takes the drive of a place away and closes it; waits for that no longer than the time, since
    /// a drive whose medium is gone may not come to an end.
    void close(int place, long timeoutMs) throws InterruptedException {
        Drive drive = drives.getAndSet(place, null);
        if (drive != null) {
            Thread closing = Thread.ofPlatform().daemon().start(() -> close(drive));
            closing.join(timeoutMs);
        }
    }

    private static void close(Drive drive) {
        try {
            drive.close();
        } catch (RuntimeException e) {
            LOG.warn("{} did not close cleanly", drive.name(), e);
        }
    }

    @Override
    public void close() {
        for (int place = 0; place < drives.length(); place++) {
            Drive drive = drives.getAndSet(place, null);
            if (drive != null) {
                close(drive);
            }
        }
    }
}
