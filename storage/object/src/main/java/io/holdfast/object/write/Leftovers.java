package io.holdfast.object.write;

import io.holdfast.object.commit.RowKey;
import io.holdfast.object.row.UploadId;

/// Told of what decided changes leave behind, to be cleared away in the background (rule 21).
public interface Leftovers {
    /// A tombstone of the version stands in HEAD or VERSION since the change.
    void tombstone(RowKey key, long creation, long sequence);

    /// The part rows of an upload are no longer named by any version.
    void parts(RowKey key, UploadId upload);

    /// An upload has ended: its tombstone, and parts that the object does not use, may go.
    void endedUpload(RowKey key, UploadId upload);

    /// An upload ended so long ago that nobody asks for its outcome any more: its row may go.
    void expiredUpload(RowKey key, UploadId upload);

    /// The bucket of an upload is gone: its row and all its parts may go.
    void orphanedUpload(RowKey key, UploadId upload);
}
