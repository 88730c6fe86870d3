package io.holdfast.object.commit;

import io.holdfast.object.row.JournalEntry;
import org.jspecify.annotations.Nullable;

/// A change whose number is known and whose bytes are made.
///
/// @param entry for the journal; null for control changes
/// @param ops encoded operations
/// @param shards by place, then by shard number of the ops; null when nothing is inline
/// @param drives bit p = the drive at place p is concerned
/// @param copies W′: so many drives must hold the data that the change brings, or 0 when it brings
///   none (rule 12)
public record Draft(
        @Nullable JournalEntry entry,
        byte[] ops,
        byte @Nullable [][][] shards,
        int drives,
        int copies) {
    /// A change that brings no data.
    public Draft(
            @Nullable JournalEntry entry, byte[] ops, byte @Nullable [][][] shards, int drives) {
        this(entry, ops, shards, drives, 0);
    }
}
