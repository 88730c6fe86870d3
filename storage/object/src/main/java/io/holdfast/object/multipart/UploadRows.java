package io.holdfast.object.multipart;

import io.holdfast.drive.Family;
import io.holdfast.object.ObjectName;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.bucket.Buckets;
import io.holdfast.object.commit.Leaders;
import io.holdfast.object.commit.Numbering;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.read.Placement;
import io.holdfast.object.read.RowFinder;
import io.holdfast.object.row.JournalEntry;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.UploadId;
import io.holdfast.object.row.UploadRecord;
import io.holdfast.object.write.KeyRules;
import java.util.List;
import java.util.Optional;

/// Rows of uploads, and what all steps of an upload have in common. Any thread.
final class UploadRows {
    private final Buckets buckets;
    private final Leaders leaders;
    private final RowFinder rows;

    UploadRows(Buckets buckets, Leaders leaders, RowFinder rows) {
        this.buckets = buckets;
        this.leaders = leaders;
        this.rows = rows;
    }

    /// An upload that takes parts.
    record Open(RowKey key, UploadId upload, UploadRecord record) {}

    Open open(ObjectName name, String uploadId) throws StoreException, InterruptedException {
        RowKey key = RowKey.of(buckets.get(name.bucket()).id(), KeyRules.check(name));
        UploadId upload = parse(uploadId);
        return new Open(key, upload, requireOpen(key, upload));
    }

    UploadRecord requireOpen(RowKey key, UploadId upload)
            throws StoreException, InterruptedException {
        return find(key, upload)
                .filter(record -> record.state() == UploadRecord.State.OPEN)
                .orElseThrow(UploadRows::noSuchUpload);
    }

    Optional<UploadRecord> find(RowKey key, UploadId upload)
            throws StoreException, InterruptedException {
        SetLeader leader = leaders.of(key);
        return rows.find(
                        leader,
                        Family.PART,
                        Keys.upload(key.head(), upload),
                        Placement.rotation(key, leader.geometry().drives()),
                        1,
                        false,
                        new RowFinder.Kind(UploadRecord::changeOf, _ -> false))
                .map(replies -> UploadRecord.read(replies.record()));
    }

    static UploadId parse(String uploadId) throws StoreException {
        return UploadId.parse(uploadId).orElseThrow(UploadRows::noSuchUpload);
    }

    static StoreException noSuchUpload() {
        return new StoreException(
                StoreError.NO_SUCH_UPLOAD, "the upload does not exist, or has ended");
    }

    static JournalEntry entry(
            JournalEntry.Kind kind, RowKey key, Numbering numbering, int holders, UploadId upload) {
        return new JournalEntry(
                kind,
                key.bucketId(),
                key.key(),
                numbering.sequence(),
                numbering.previous(),
                0,
                holders,
                List.of(upload),
                0);
    }
}
