package io.holdfast.object;

/// Until when a version is kept.
///
/// @param untilMs milliseconds since 1970-01-01T00:00Z; judged by trusted time
public record Retention(RetentionMode mode, long untilMs) {}
