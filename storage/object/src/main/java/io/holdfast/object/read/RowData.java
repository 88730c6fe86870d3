package io.holdfast.object.read;

import io.holdfast.drive.Family;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.row.Coding;

/// Data that one row owns: a whole object's or one part's.
///
/// @param key the object's key, for repair
/// @param family and rowKey name the row
/// @param storedBytes in all shards together, without parity
public record RowData(
        SetLeader leader,
        RowKey key,
        Family family,
        byte[] rowKey,
        Coding coding,
        long storedBytes) {}
