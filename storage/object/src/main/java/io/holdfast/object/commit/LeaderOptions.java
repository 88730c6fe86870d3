package io.holdfast.object.commit;

/// Limits of a leader.
///
/// @param driveDeadlineNs a drive in service that makes no progress for so long is put out (rule
///   13)
/// @param commitTimeoutNs a request waits so long for its change, then answers OUTCOME_UNKNOWN
/// @param keyTimeoutNs a request waits so long for its turn on a key
public record LeaderOptions(long driveDeadlineNs, long commitTimeoutNs, long keyTimeoutNs) {}
