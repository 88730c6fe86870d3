package io.holdfast.drive.log;

/// How a walk over the log ended.
public sealed interface LogEnd {
    /// Here the next batch goes: nothing valid follows. What may lie here is a batch that a power
    /// cut tore; it was never acknowledged.
    ///
    /// @param segment the segment in use, or {@link #NO_SEGMENT} when the log is empty
    /// @param offset where the next batch begins in it
    /// @param next number of the next batch
    /// @param crc of the header of the last batch; 0 when there is none
    record Tail(int segment, long offset, long next, int crc) implements LogEnd {}

    /// Batches are missing or broken while later ones are there: acknowledged changes are lost.
    record Damaged(String detail) implements LogEnd {}

    /// Segment number of an empty log.
    int NO_SEGMENT = -1;
}
