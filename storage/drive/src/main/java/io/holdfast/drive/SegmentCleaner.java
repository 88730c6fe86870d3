package io.holdfast.drive;

import io.holdfast.base.Bytes;
import io.holdfast.drive.log.LogReader;
import io.holdfast.drive.log.Segment;
import io.holdfast.drive.log.Segments;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Empties a mostly dead segment: appends what still lives to the log and moves its rows. The
/// segment's own batches tell which rows may own its shards; the commit thread has the last word on
/// whether they still do. Upkeep thread only.
final class SegmentCleaner {
    private static final Logger log = LoggerFactory.getLogger(SegmentCleaner.class);
    private static final int IN_FLIGHT_MAX = 16;
    private static final int SUFFIX = 8;

    private final IndexStore index;
    private final Segments segments;
    private final LocalReads reads;
    private final CommitLoop commits;
    private final DriveState state;
    private final long bytesPerSecond;
    private final BooleanSupplier isClosing;
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT_MAX);

    SegmentCleaner(
            IndexStore index,
            Segments segments,
            LocalReads reads,
            CommitLoop commits,
            DriveState state,
            long bytesPerSecond,
            BooleanSupplier isClosing) {
        this.index = index;
        this.segments = segments;
        this.reads = reads;
        this.commits = commits;
        this.state = state;
        this.bytesPerSecond = bytesPerSecond;
        this.isClosing = isClosing;
    }

    /// Moves everything that lives in the segment elsewhere.
    void clean(Segment segment) throws IOException, InterruptedException {
        new LogReader(segments)
                .walkSegment(
                        segment,
                        (_, _, items) -> {
                            if (!isClosing.getAsBoolean()) {
                                LogItem.read(items).forEach(item -> visit(segment, item));
                            }
                        });
        settle();
        if (state.liveBytes(segment.number()) > 0 && !isClosing.getAsBoolean()) {
            // Rows that the engine moved out of sight of the log's own records.
            sweep(segment);
            settle();
        }
    }

    private void visit(Segment segment, LogItem item) {
        switch (item) {
            case LogItem.Changed changed -> visit(segment, changed);
            case LogItem.Relocated moved ->
                    consider(segment, moved.family(), moved.key(), moved.creation(), moved.now());
            case LogItem.Promised _, LogItem.Staged _, LogItem.Freed _, LogItem.Dropped _ -> {}
        }
    }

    private void visit(Segment segment, LogItem.Changed changed) {
        List<Location> placements = changed.placements();
        int next = 0;
        for (OpsReader.Op op : OpsReader.read(changed.change().ops())) {
            if (op instanceof OpsReader.Op.Put put && isPlaced(put.shard())) {
                long creation = changed.change().sequence();
                consider(segment, put.family(), put.key(), creation, placements.get(next));
                next++;
            }
        }
    }

    private static boolean isPlaced(OpsWriter.Shard shard) {
        return shard instanceof OpsWriter.Shard.Inline || shard instanceof OpsWriter.Shard.File;
    }

    private void consider(
            Segment segment, Family family, byte[] key, long creation, Location location) {
        if (!(location instanceof Location.InLog at) || at.segment() != segment.number()) {
            return;
        }
        if (moveIfOwned(family, key, creation, at)) {
            return;
        }
        if (family == Family.HEAD) {
            byte[] older = ChangeApplier.versionKey(key, creation);
            moveIfOwned(Family.VERSION, older, creation, at);
        } else if (family == Family.VERSION && key.length > SUFFIX) {
            long own = ~Bytes.getLong(key, key.length - SUFFIX);
            byte[] head = Arrays.copyOf(key, key.length - SUFFIX);
            moveIfOwned(Family.HEAD, head, own, at);
        }
    }

    private boolean moveIfOwned(Family family, byte[] key, long creation, Location.InLog at) {
        byte[] value = index.get(family, key);
        if (value == null || !names(RowImage.decode(value), at)) {
            return false;
        }
        move(family, key, creation, at);
        return true;
    }

    /// True when the row or any prior in it has the location; dead priors are told by the commit
    /// thread.
    private static boolean names(@Nullable RowImage top, Location.InLog at) {
        for (RowImage image = top; image != null; image = image.prior()) {
            if (image.location().equals(at)) {
                return true;
            }
        }
        return false;
    }

    private void move(Family family, byte[] key, long creation, Location.InLog at) {
        byte[] shard = reads.shard(at);
        if (shard == null) {
            log.warn("a shard is rotten, its row becomes shard missing: {}", at);
        }
        LogItem.Relocated item =
                new LogItem.Relocated(family, key, creation, at, Location.missing());
        inFlight.acquireUninterruptibly();
        commits.submit(
                new CommitRequest(item, shard, _ -> inFlight.release(), _ -> inFlight.release()));
        // Yields to clients: so many bytes a second and no more.
        long pauseNs = TimeUnit.SECONDS.toNanos(1) * at.length() / bytesPerSecond;
        LockSupport.parkNanos(this, pauseNs);
    }

    private void settle() throws InterruptedException {
        inFlight.acquire(IN_FLIGHT_MAX);
        inFlight.release(IN_FLIGHT_MAX);
    }

    private void sweep(Segment segment) {
        for (Family family : Family.values()) {
            if (family.ownsShards()) {
                index.scan(
                        family,
                        Bytes.EMPTY,
                        Bytes.EMPTY,
                        (key, value) -> {
                            sweepRow(segment, family, key, RowImage.decode(value));
                            return !isClosing.getAsBoolean();
                        });
            }
        }
    }

    private void sweepRow(Segment segment, Family family, byte[] key, RowImage top) {
        long creation =
                family == Family.VERSION && key.length > SUFFIX
                        ? ~Bytes.getLong(key, key.length - SUFFIX)
                        : 0;
        for (RowImage image = top; image != null; image = image.prior()) {
            if (image.location() instanceof Location.InLog at && at.segment() == segment.number()) {
                move(family, key, creation, at);
            }
        }
    }
}
