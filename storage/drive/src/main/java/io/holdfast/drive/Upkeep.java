package io.holdfast.drive;

import io.holdfast.drive.disk.FileSystemSpace;
import io.holdfast.drive.log.Segment;
import io.holdfast.drive.log.Segments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread behind a drive: prepares segments, flushes the index, recycles and cleans segments,
/// reads the free space. Nothing here is on the way of a request.
///
/// The log is kept within 1.5 × its live bytes and four segments where shards have died, and within
/// 3 × where rows and padding alone take the room, as far as the cleaning rate allows
/// (docs/decisions/0085-segments-without-dead-shards-are-left.md).
final class Upkeep {
    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
    private static final long PAUSE_NS = 100_000_000;

    /// Begins once the drive has been open for so long: a start has other work for the disk.
    private static final long SETTLE_NS = 1_000_000_000;

    private static final long SPACE_NS = 1_000_000_000;
    private static final int SLACK_SEGMENTS = 4;

    /// Of so many bytes one is live: then segments are cleaned in which nothing has died.
    private static final int THIN = 3;

    /// So many dead segments that wait for a flush are worth one.
    private static final int DEAD_MAX = 2;

    private final Path root;
    private final LocalDriveOptions options;
    private final IndexStore index;
    private final Segments segments;
    private final CommitLoop commits;
    private final DriveState state;
    private final DriveHealth health;
    private final SegmentCleaner cleaner;
    private final SpaceReserve reserve;
    private final FreedFiles freed;
    private final BooleanSupplier isHeldFull;
    private final Thread thread;
    private final long openedNs = System.nanoTime();
    private volatile DriveSpace space;
    private volatile boolean isClosing;
    private MetaRows.Applied flushed;
    private long flushedBytes;
    private long spaceReadNs;

    /// @param isHeldFull whether a gate makes the medium look full
    /// @param flushed what the index holds on the medium
    /// @param unflushedBytes of log that it does not hold
    Upkeep(
            Path root,
            LocalDriveOptions options,
            SpaceReserve reserve,
            FreedFiles freed,
            BooleanSupplier isHeldFull,
            IndexStore index,
            Segments segments,
            LocalReads reads,
            CommitLoop commits,
            DriveState state,
            DriveHealth health,
            MetaRows.Applied flushed,
            long unflushedBytes)
            throws IOException {
        this.root = root;
        this.options = options;
        this.reserve = reserve;
        this.freed = freed;
        this.isHeldFull = isHeldFull;
        this.index = index;
        this.segments = segments;
        this.commits = commits;
        this.state = state;
        this.health = health;
        this.flushed = flushed;
        flushedBytes = -unflushedBytes;
        space = readSpace();
        cleaner =
                new SegmentCleaner(
                        index,
                        segments,
                        reads,
                        commits,
                        state,
                        options.cleanBytesPerSecond(),
                        () -> isClosing);
        thread = Thread.ofPlatform().daemon().name(root + "-upkeep").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    DriveSpace space() {
        return space;
    }

    private void run() {
        while (!isClosing) {
            try {
                round();
                LockSupport.parkNanos(this, PAUSE_NS);
            } catch (IOException | RowStore.StoreFailure e) {
                DriveFault fault = Faults.of(root.toString(), e);
                if (fault.kind() == DriveFault.Kind.FULL) {
                    log.warn("upkeep of {}: {}", root, fault.detail());
                    giveWay();
                } else {
                    health.quarantine(fault);
                }
                LockSupport.parkNanos(this, SPACE_NS);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.error("upkeep of {} failed", root, e);
                health.quarantine(Faults.of(root.toString(), e));
                return;
            }
        }
    }

    private void round() throws IOException, InterruptedException {
        long nowNs = System.nanoTime();
        boolean isSettled = nowNs - openedNs >= SETTLE_NS;
        if (nowNs - spaceReadNs > SPACE_NS) {
            space = readSpace();
            spaceReadNs = nowNs;
            freed.limit(space);
            if (isSettled) {
                reserve.hold(space);
            }
        }
        if (health.writeFault() != null || !isSettled) {
            return;
        }
        if (segments.spareCount() < options.spareSegments()) {
            segments.addSpare();
        }
        List<Segment> all = segments.inOrder();
        boolean isReplayLong = commits.loggedBytes() - flushedBytes > options.replayLimitBytes();
        if (isReplayLong || deadButNotFlushed(all) >= DEAD_MAX) {
            flush();
        }
        release(all);
        Optional<Segment> dirty = dirtiest(all);
        if (dirty.isPresent()) {
            cleaner.clean(dirty.get());
        }
    }

    /// The file system is full, which is what the reserve was set aside for.
    private void giveWay() {
        try {
            if (reserve.release()) {
                log.warn("{} is full; its reserve was given up: delete objects or add room", root);
            }
        } catch (IOException e) {
            log.warn("the reserve of {} could not be given up: {}", root, e.getMessage());
        }
    }

    private DriveSpace readSpace() throws IOException {
        FileSystemSpace s = FileSystemSpace.of(root);
        long freeBytes = isHeldFull.getAsBoolean() ? 0 : s.freeBytes();
        return new DriveSpace(s.totalBytes(), freeBytes, s.totalInodes(), s.freeInodes());
    }

    private void flush() throws IOException {
        MetaRows.Applied now = commits.applied();
        long bytes = commits.loggedBytes();
        index.flush();
        flushed = now;
        flushedBytes = bytes;
    }

    private int deadButNotFlushed(List<Segment> all) {
        int count = 0;
        for (int i = 0; i + 1 < all.size(); i++) {
            boolean isNeeded = lastBatch(all, i) >= flushed.oldestUndecided().batch();
            boolean isDecided = lastBatch(all, i) < commits.applied().oldestUndecided().batch();
            if (state.liveBytes(all.get(i).number()) == 0 && isNeeded && isDecided) {
                count++;
            }
        }
        return count;
    }

    /// Recycles segments that hold no shard and no batch that a start after a crash would read.
    private void release(List<Segment> all) throws IOException {
        for (int i = 0; i + 1 < all.size(); i++) {
            Segment segment = all.get(i);
            if (state.liveBytes(segment.number()) == 0
                    && lastBatch(all, i) < flushed.oldestUndecided().batch()) {
                segments.release(segment, options.spareSegments() + SLACK_SEGMENTS / 2);
            }
        }
    }

    /// The last in order is in use and never released.
    private static long lastBatch(List<Segment> all, int i) {
        return all.get(i + 1).firstBatch() - 1;
    }

    private Optional<Segment> dirtiest(List<Segment> all) {
        long live = state.totalLiveBytes();
        long slack = (long) SLACK_SEGMENTS * options.segmentBytes();
        long used = segments.usedBytes();
        if (used <= live + live / 2 + slack) {
            return Optional.empty();
        }
        boolean isThin = used > THIN * live + slack;
        return all.subList(0, all.size() - 1).stream()
                .filter(segment -> state.liveBytes(segment.number()) > 0)
                .filter(segment -> isThin || state.hasDied(segment.number()))
                .min(Comparator.comparingLong(s -> state.liveBytes(s.number())));
    }

    /// Ends the thread after what it is doing.
    ///
    /// @return false when it is stuck
    boolean close(long timeoutMs) throws InterruptedException {
        isClosing = true;
        wake();
        thread.join(timeoutMs);
        return !thread.isAlive();
    }
}
