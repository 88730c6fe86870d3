package io.holdfast.object.commit;

/// What the leader gives a change before its bytes are made.
///
/// @param sequence number of the change
/// @param previous number of the slot's previous change in this epoch, or 0
public record Numbering(long sequence, long previous) {}
