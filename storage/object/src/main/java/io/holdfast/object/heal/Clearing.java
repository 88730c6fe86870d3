package io.holdfast.object.heal;

import io.holdfast.object.commit.RowKey;
import io.holdfast.object.row.UploadId;

/// Something that a decided change left behind and that is to be cleared away.
sealed interface Clearing {
    /// It is cleared in this key's turn, so that nobody compares drives of which only some are.
    RowKey key();

    /// A tombstone in HEAD or VERSION.
    ///
    /// @param creation of the version that was removed
    record Tombstone(RowKey key, long creation) implements Clearing {}

    /// All parts of an upload that no version names any more.
    record Parts(RowKey key, UploadId upload) implements Clearing {}

    /// The row of an upload that was completed or aborted, and the parts that nobody needs.
    ///
    /// @param isExpired nobody asks for its outcome any more
    record EndedUpload(RowKey key, UploadId upload, boolean isExpired) implements Clearing {}

    /// The row and all parts of an upload in a bucket that is gone, whatever became of it.
    record OrphanedUpload(RowKey key, UploadId upload) implements Clearing {}
}
