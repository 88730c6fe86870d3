package io.holdfast.object.read;

import io.holdfast.drive.Drive;
import io.holdfast.drive.Family;
import io.holdfast.drive.RowRead;
import io.holdfast.drive.RowVisitor;
import io.holdfast.drive.ScanEnd;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.VersionRecord;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The decided newest version of a key whose last change cannot be decided now, because too few
/// drives are left: what the change replaced is still there (rules 15 and 19). Stateless; any
/// thread.
final class UndecidedHead {
    private UndecidedHead() {}

    /// What the drives hold as decided.
    sealed interface Outcome {
        /// The row that the decided state has as HEAD, or that there is none.
        record Found(Optional<RowReplies> replies) implements Outcome {}

        /// The mark moved meanwhile, or the drives differ: look again.
        record Moving() implements Outcome {}
    }

    /// Asks every readable place.
    static Outcome find(SetLeader leader, RowKey key, boolean withShards)
            throws InterruptedException {
        long mark = leader.decided();
        int places = leader.geometry().drives();
        RowRead.@Nullable Found[] found = new RowRead.@Nullable Found[places];
        byte[] record = null;
        int present = 0;
        int absent = 0;
        for (int place = 0; place < places; place++) {
            Optional<Drive> drive = leader.readable(place);
            RowRead reply =
                    drive.isEmpty()
                            ? new RowRead.Failed(DriveFaults.NOT_READABLE)
                            : decidedOn(drive.get(), key, withShards, mark);
            switch (reply) {
                case RowRead.Found row -> {
                    if (record != null && !Arrays.equals(record, row.row().record())) {
                        return new Outcome.Moving();
                    }
                    record = row.row().record();
                    found[place] = row;
                    present++;
                }
                case RowRead.Absent _ -> absent++;
                case RowRead.Failed _ -> {}
            }
        }
        boolean isAgreed = present == 0 || absent == 0;
        if (!isAgreed || present + absent < leader.rowQuorum() || leader.decided() != mark) {
            return new Outcome.Moving();
        }
        return new Outcome.Found(
                record == null ? Optional.empty() : Optional.of(new RowReplies(record, found)));
    }

    private static RowRead decidedOn(Drive drive, RowKey key, boolean withShards, long mark)
            throws InterruptedException {
        RowRead head = drive.read(Family.HEAD, key.head(), withShards).await();
        if (!(head instanceof RowRead.Found newest) || isDecided(newest.row().record(), mark)) {
            return head;
        }
        VersionRecord undecided = VersionRecord.read(newest.row().record());
        Older older = new Older();
        ScanEnd end = older.scan(drive, key, mark);
        if (end instanceof ScanEnd.Failed(var fault)) {
            return new RowRead.Failed(fault);
        }
        VersionRecord first = older.record;
        byte[] firstKey = older.key;
        if (first != null
                && firstKey != null
                && first.isTombstone()
                && first.change() == undecided.change()
                && Long.compareUnsigned(first.creation(), undecided.creation()) > 0) {
            // The change removes the newest version: it was moved here and buried.
            return drive.readReplaced(Family.VERSION, firstKey, withShards).await();
        }
        RowRead replaced = drive.readReplaced(Family.HEAD, key.head(), withShards).await();
        if (!(replaced instanceof RowRead.Absent)) {
            return replaced;
        }
        if (first != null && firstKey != null && !first.isTombstone()) {
            // The change put a version on top: what was the newest was moved here.
            return drive.read(Family.VERSION, firstKey, withShards).await();
        }
        return RowRead.absent();
    }

    private static boolean isDecided(byte[] record, long mark) {
        return Long.compareUnsigned(VersionRecord.changeOf(record), mark) <= 0;
    }

    /// The newest VERSION row of a key on one drive, but for decided tombstones, which wait to be
    /// cleared away.
    private static final class Older {
        private @Nullable VersionRecord record;
        private byte @Nullable [] key;

        ScanEnd scan(Drive drive, RowKey rowKey, long mark) throws InterruptedException {
            return drive.scan(
                            Family.VERSION,
                            rowKey.head(),
                            Keys.afterVersions(rowKey.head()),
                            (found, row) -> {
                                VersionRecord met = VersionRecord.read(row.record());
                                if (met.isTombstone() && isDecided(row.record(), mark)) {
                                    return RowVisitor.Next.row();
                                }
                                key = found;
                                record = met;
                                return RowVisitor.Next.stop();
                            })
                    .await();
        }
    }
}
