package io.holdfast.object.write;

import io.holdfast.drive.BucketUsage;
import io.holdfast.drive.Family;
import io.holdfast.drive.OpsWriter;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.VersionRecord;
import org.jspecify.annotations.Nullable;

/// The row operations of changes to a key's versions, with the counters that go with them (rule
/// 27). Pure: from the decided state and a number to bytes.
public final class VersionOps {
    private static final OpsWriter.Shard NOTHING = new OpsWriter.Shard.None();

    private final RowKey key;
    private final OpsWriter ops = new OpsWriter(512);
    private BucketUsage delta = BucketUsage.NONE;

    public VersionOps(RowKey key) {
        this.key = key;
    }

    /// Puts a new version or delete marker on top. What HEAD holds moves to VERSION, unless it is
    /// the null version and the new one is null too: then it is replaced.
    ///
    /// @param head the decided HEAD row, or null
    /// @param olderNull the null version in VERSION when the new version is null and one exists
    ///   there
    public VersionOps putOnTop(
            @Nullable VersionRecord head,
            @Nullable VersionRecord olderNull,
            VersionRecord record,
            OpsWriter.Shard shard) {
        byte[] bytes = record.toBytes();
        if (head == null || head.isTombstone()) {
            // When a process died while it cleared tombstones away, some drives still have them.
            ops.cover(Family.HEAD, key.head(), bytes, shard);
        } else if (head.isNull() && record.isNull()) {
            ops.replace(Family.HEAD, key.head(), bytes, shard);
            uncount(head, true);
        } else {
            ops.move(
                    Family.HEAD,
                    key.head(),
                    Family.VERSION,
                    Keys.version(key.head(), head.creation()));
            ops.insert(Family.HEAD, key.head(), bytes, shard);
            if (head.isData()) {
                delta = delta.plus(new BucketUsage(-1, 0, 0, 0));
            }
        }
        if (olderNull != null) {
            bury(Family.VERSION, olderNull, record.change(), record.modifiedMs());
            uncount(olderNull, false);
        }
        count(record, true);
        return this;
    }

    /// Removes the newest version; the next older one takes its place.
    ///
    /// @param next the next older version, or null when there is none
    public VersionOps removeHead(
            VersionRecord head, @Nullable VersionRecord next, long sequence, long nowMs) {
        if (next == null) {
            bury(Family.HEAD, head, sequence, nowMs);
        } else {
            byte[] ownRow = Keys.version(key.head(), head.creation());
            ops.move(Family.HEAD, key.head(), Family.VERSION, ownRow);
            bury(Family.VERSION, head, sequence, nowMs);
            ops.move(
                    Family.VERSION,
                    Keys.version(key.head(), next.creation()),
                    Family.HEAD,
                    key.head());
            ops.replace(
                    Family.HEAD,
                    key.head(),
                    next.changed(sequence, next.attributes()).toBytes(),
                    OpsWriter.Shard.Keep.of(next.toBytes()));
            if (next.isData()) {
                delta = delta.plus(new BucketUsage(1, 0, 0, 0));
            }
        }
        uncount(head, true);
        return this;
    }

    /// Removes a version that is not the newest.
    public VersionOps removeOlder(VersionRecord version, long sequence, long nowMs) {
        bury(Family.VERSION, version, sequence, nowMs);
        uncount(version, false);
        return this;
    }

    /// Changes a version's record in place; its data stays.
    ///
    /// @param prior the version as it was
    public VersionOps update(VersionRecord prior, VersionRecord changed, boolean isHead) {
        ops.replace(
                isHead ? Family.HEAD : Family.VERSION,
                rowOf(changed, isHead),
                changed.toBytes(),
                OpsWriter.Shard.Keep.of(prior.toBytes()));
        return this;
    }

    /// The operations and the counters' change.
    public byte[] toBytes() {
        if (!delta.isZero()) {
            ops.count(key.bucketId(), delta);
        }
        return ops.toBytes();
    }

    /// For operations on other rows in the same change.
    public OpsWriter more() {
        return ops;
    }

    private byte[] rowOf(VersionRecord version, boolean isHead) {
        return isHead ? key.head() : Keys.version(key.head(), version.creation());
    }

    private void bury(Family family, VersionRecord version, long sequence, long nowMs) {
        ops.replace(
                family,
                rowOf(version, family == Family.HEAD),
                VersionRecord.tombstone(version, sequence, nowMs).toBytes(),
                NOTHING);
    }

    private void count(VersionRecord version, boolean isHead) {
        delta = delta.plus(usageOf(version, isHead));
    }

    private void uncount(VersionRecord version, boolean isHead) {
        delta = delta.plus(usageOf(version, isHead).negated());
    }

    /// What a row adds to its bucket's counters.
    public static BucketUsage usageOf(VersionRecord version, boolean isHead) {
        return switch (version.kind()) {
            case DATA -> new BucketUsage(isHead ? 1 : 0, 1, 0, version.size());
            case MARKER -> new BucketUsage(0, 0, 1, 0);
            case TOMBSTONE -> BucketUsage.NONE;
        };
    }
}
