package io.holdfast.object.read;

import io.holdfast.drive.Family;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.row.VersionRecord;

/// A version that a read found: decided, and never a tombstone.
///
/// @param family HEAD or VERSION
/// @param rowKey its key in the family
/// @param isLatest whether it was the key's newest
/// @param replies the row on the places asked
public record FoundVersion(
        SetLeader leader,
        RowKey key,
        Family family,
        byte[] rowKey,
        VersionRecord record,
        boolean isLatest,
        RowReplies replies) {}
