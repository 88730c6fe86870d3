package io.holdfast.object.write;

import io.holdfast.object.commit.RowKey;
import io.holdfast.object.row.UploadId;
import io.holdfast.object.row.VersionRecord;

/// Told of what decided changes leave behind, to be cleared away in the background (rule 21).
public interface Leftovers {
    /// A tombstone stands in HEAD or VERSION.
    void tombstone(RowKey key, VersionRecord buried, boolean isHead, long sequence);

    /// The part rows of an upload are no longer named by any version.
    void parts(RowKey key, UploadId upload);

    /// An upload has ended: its tombstone, and parts that the object does not use, may go.
    void endedUpload(RowKey key, UploadId upload);
}
