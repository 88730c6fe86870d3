package io.holdfast.drive.log;

/// One segment file and its present use.
///
/// @param number its name
/// @param bytes length of the file
/// @param activation of the present use; 0 for a spare
/// @param firstBatch of the present use; 0 for a spare
public record Segment(int number, long bytes, long activation, long firstBatch) {}
