package io.holdfast.object.read;

import io.holdfast.drive.RowRead;
import org.jspecify.annotations.Nullable;

/// One row as several drives hold it, all with the same record.
///
/// @param record the row's bytes
/// @param byPlace what each place answered; null where it was not asked, failed or differed
public record RowReplies(byte[] record, RowRead.@Nullable Found[] byPlace) {}
