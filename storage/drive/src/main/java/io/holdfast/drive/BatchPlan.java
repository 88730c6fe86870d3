package io.holdfast.drive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What one batch does to rows, counters, segments and shard files. Planned before it is written to
/// the log, carried out after. Commit thread only.
final class BatchPlan {
    private final DriveState state;
    private final RowBatch rows;
    private final LogPosition logged;
    private final Map<Long, BucketUsage> usage = new HashMap<>();
    private final Set<Integer> touchedSegments = new HashSet<>();
    private final List<ShardId> freedFiles = new ArrayList<>();
    private final List<ShardId> consumedFiles = new ArrayList<>();

    BatchPlan(DriveState state, RowStore store, LogPosition logged) {
        this.state = state;
        this.rows = new RowBatch(store);
        this.logged = logged;
    }

    DriveState state() {
        return state;
    }

    RowBatch rows() {
        return rows;
    }

    LogPosition logged() {
        return logged;
    }

    BucketUsage usage(long bucketId) {
        BucketUsage changed = usage.get(bucketId);
        return changed != null ? changed : state.usage(bucketId);
    }

    void setUsage(long bucketId, BucketUsage absolute) {
        usage.put(bucketId, absolute);
    }

    void addUsage(long bucketId, BucketUsage delta) {
        setUsage(bucketId, usage(bucketId).plus(delta));
    }

    /// A row now owns this.
    void own(Location location) {
        if (location instanceof Location.InLog at) {
            changeLive(at.segment(), at.length());
        }
    }

    /// No row owns this any more: bytes in the log are dead, a file is noted in STAGING in this
    /// batch and unlinked once the batch is durable.
    void free(Location location) {
        switch (location) {
            case Location.InLog at -> changeLive(at.segment(), -at.length());
            case Location.InFile file -> freeFile(file.id());
            case Location.None _, Location.Missing _ -> {}
        }
    }

    void freeFile(ShardId id) {
        rows.put(Family.STAGING, id.toBytes(), StagingRecord.FREED.encode());
        freedFiles.add(id);
    }

    /// A change names the staged file: its record goes in the same batch (rule 18).
    void consumeFile(ShardId id) {
        rows.remove(Family.STAGING, id.toBytes());
        consumedFiles.add(id);
    }

    /// To be unlinked when the batch is durable.
    List<ShardId> freedFiles() {
        return freedFiles;
    }

    List<ShardId> consumedFiles() {
        return consumedFiles;
    }

    /// Adds the rows that hold counters and segment liveness; last step of planning.
    void finish() {
        usage.forEach(
                (bucket, absolute) -> {
                    byte[] key = MetaRows.bucketKey(bucket);
                    if (absolute.isZero()) {
                        rows.remove(Family.COUNT, key);
                    } else {
                        rows.put(Family.COUNT, key, MetaRows.encode(absolute));
                    }
                });
        for (int segment : touchedSegments) {
            long live = state.liveBytes(segment);
            if (live == 0) {
                rows.remove(Family.META, MetaRows.segmentKey(segment));
            } else {
                rows.put(Family.META, MetaRows.segmentKey(segment), MetaRows.encode(live));
            }
        }
    }

    /// Shows the new counters to readers; after the batch is durable.
    void publishUsage() {
        usage.forEach(state::setUsage);
    }

    private void changeLive(int segment, long delta) {
        touchedSegments.add(segment);
        long live = state.liveBytes(segment) + delta;
        if (live < 0) {
            throw new Divergence("segment " + segment + " would own " + live + " bytes");
        }
        state.setLiveBytes(segment, live);
    }
}
