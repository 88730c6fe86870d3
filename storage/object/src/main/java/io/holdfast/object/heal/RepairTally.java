package io.holdfast.object.heal;

import io.holdfast.drive.Family;
import io.holdfast.drive.Row;
import io.holdfast.object.HealReport;
import io.holdfast.object.row.VersionRecord;

/// Counts what the repair of one key finds and does. One thread.
final class RepairTally {
    private int versions;
    private int rows;
    private int shards;
    private int unrecoverable;
    private int skipped;

    void countVersion(KeyRows.Place place, Row row) {
        if (place.family() != Family.PART && VersionRecord.read(row.record()).isData()) {
            versions++;
        }
    }

    /// A row was put or removed on one drive.
    void countRow() {
        rows++;
    }

    /// A shard was made anew.
    void countShard() {
        shards++;
    }

    /// A shard could not be made.
    void countUnrecoverable() {
        unrecoverable++;
    }

    /// A drive was not looked at.
    void countSkipped() {
        skipped++;
    }

    HealReport report() {
        return new HealReport(versions, rows, shards, unrecoverable, skipped);
    }
}
