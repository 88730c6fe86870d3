package io.holdfast.drive;

import io.holdfast.drive.log.Segments;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What must be ended when a drive is closed, in order: threads first, then what they use.
record DriveParts(
        Watchdog watchdog,
        Upkeep upkeep,
        CommitLoop commits,
        List<CallPool> pools,
        MemoryReads memory,
        IndexStore index,
        Segments segments,
        DriveLock lock) {
    private static final Logger log = LoggerFactory.getLogger(DriveParts.class);

    /// A thread that does not end by then is stuck in the kernel.
    private static final long TIMEOUT_MS = 10_000;

    DriveParts {
        pools = List.copyOf(pools);
    }

    /// @param isWell whether the drive served until now, so that its log ends with its last batch
    void close(DriveHealth health, boolean isWell) throws IOException, InterruptedException {
        watchdog.close();
        boolean areEnded = upkeep.close(TIMEOUT_MS);
        areEnded &= commits.close(TIMEOUT_MS);
        health.giveUpCalls();
        for (CallPool pool : pools) {
            areEnded &= pool.close(TIMEOUT_MS);
        }
        areEnded &= memory.close(TIMEOUT_MS);
        if (!areEnded) {
            // The index must not be closed under a thread that may still call it.
            log.error("a thread is stuck; the drive's files and lock stay open");
            return;
        }
        try (lock;
                segments;
                index) {
            index.flush();
            MetaRows.Applied applied = index.applied();
            if (applied != null && isWell) {
                segments.leaveCleanEnd(applied.applied().batch());
            }
        }
    }
}
