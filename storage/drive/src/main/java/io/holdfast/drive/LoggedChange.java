package io.holdfast.drive;

import io.holdfast.base.ByteWriter;

/// What one drive's log keeps of a {@link Change}.
///
/// @param slot or {@link Change#NO_SLOT}
@SuppressWarnings("ArrayRecordComponent") // views of one change, never modified
record LoggedChange(StreamPosition position, int slot, long sequence, byte[] entry, byte[] ops) {
    static LoggedChange of(Change change) {
        return new LoggedChange(
                change.position(), change.slot(), change.sequence(), change.entry(), change.ops());
    }

    byte[] journalKey() {
        return new ByteWriter(10).u8(slot >>> 8).u8(slot).i64(sequence).toBytes();
    }
}
