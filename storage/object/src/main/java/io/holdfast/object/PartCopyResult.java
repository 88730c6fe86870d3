package io.holdfast.object;

/// The part that a copy made, and of which version.
public record PartCopyResult(PartInfo part, ObjectInfo source) {}
