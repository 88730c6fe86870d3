package io.holdfast.object;

import java.util.Optional;

/// What a deletion did.
///
/// @param version of the marker made, or of the version removed; empty in buckets without
///   versioning
/// @param isDeleteMarker true when a marker was made, or the version removed was one
public record DeleteResult(Optional<VersionId> version, boolean isDeleteMarker) {}
