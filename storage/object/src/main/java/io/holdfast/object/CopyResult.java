package io.holdfast.object;

/// What a copy made, and of which version.
public record CopyResult(ObjectInfo copy, ObjectInfo source) {}
