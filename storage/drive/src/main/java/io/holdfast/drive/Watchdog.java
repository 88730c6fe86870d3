package io.holdfast.drive;

import io.holdfast.drive.disk.Aligned;
import io.holdfast.drive.disk.Disk;
import io.holdfast.drive.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees to it that a drive that hangs does not hang its callers: looks whether any call has passed
/// its deadline, takes the drive out, and probes it until it answers. Does no I/O itself.
final class Watchdog {
    private static final Logger log = LoggerFactory.getLogger(Watchdog.class);
    private static final long PAUSE_MAX_MS = 1000;

    private final Path probeFile;
    private final Disk disk;
    private final Duration deadline;
    private final DriveHealth health;
    private final CommitLoop commits;
    private final List<CallPool> pools;
    private final Thread thread;
    private volatile boolean isClosing;
    private volatile boolean isProbing;

    Watchdog(
            Path folder,
            Disk disk,
            Duration deadline,
            DriveHealth health,
            CommitLoop commits,
            List<CallPool> pools) {
        probeFile = folder.resolve("probe");
        this.disk = disk;
        this.deadline = deadline;
        this.health = health;
        this.commits = commits;
        this.pools = List.copyOf(pools);
        thread = Thread.ofPlatform().daemon().name(folder + "-watchdog").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        long pauseMs = Math.clamp(deadline.toMillis() / 4, 1, PAUSE_MAX_MS);
        while (!isClosing) {
            look();
            LockSupport.parkNanos(this, pauseMs * 1_000_000);
        }
    }

    private void look() {
        long nowNs = System.nanoTime();
        long deadlineNs = deadline.toNanos();
        boolean isStalled = commits.isStalled(nowNs, deadlineNs);
        for (CallPool pool : pools) {
            isStalled |= pool.isStalled(nowNs, deadlineNs);
        }
        if (isStalled) {
            health.quarantine(
                    new DriveFault(
                            DriveFault.Kind.STALLED,
                            probeFile.getParent() + ": no answer within " + deadline));
        } else if (health.isStalled() && !isProbing) {
            isProbing = true;
            Thread.ofPlatform().daemon().name(thread.getName() + "-probe").start(this::probe);
        }
    }

    /// A small write, sync and read; on a thread of its own, since it may hang for ever.
    private void probe() {
        try (DiskFile file = disk.openForWriting(probeFile)) {
            ByteBuffer block = Aligned.allocate(Aligned.BLOCK);
            file.write(block, 0);
            file.sync();
            file.read(block.clear(), 0);
            health.probed();
        } catch (IOException e) {
            log.warn("probe of {} failed: {}", probeFile, e.toString());
        } finally {
            isProbing = false;
        }
    }

    void close() throws InterruptedException {
        isClosing = true;
        LockSupport.unpark(thread);
        thread.join(PAUSE_MAX_MS);
    }
}
