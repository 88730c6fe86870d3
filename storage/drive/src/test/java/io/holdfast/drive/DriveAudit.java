package io.holdfast.drive;

import java.util.List;

/// What lies on a drive, seen past the drive that writes it.
public interface DriveAudit {
    /// What one row says.
    @FunctionalInterface
    interface RowCheck {
        void row(byte[] key, byte[] record);
    }

    /// Visits all rows of a family in order.
    void rows(Family family, RowCheck check);

    /// Buckets that the drive has counters of.
    List<Long> counted();

    BucketUsage usage(long bucketId);

    /// Files that neither a row, nor what a row may come back to, nor a staging record names; and
    /// rows whose shard is not there.
    List<String> looseEnds();
}
