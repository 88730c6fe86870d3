package io.holdfast.object;

/// One page of a listing.
///
/// @param prefix keys must start with it; may be empty
/// @param delimiter keys that contain it after the prefix are rolled up; empty for none
/// @param after first key of the page sorts after this one; an `after` that is itself a rolled-up
///   prefix skips all keys under it; empty for the beginning
/// @param maxEntries 0…1,000 keys and rolled-up prefixes together
public record ListRequest(
        String bucket, String prefix, String delimiter, String after, int maxEntries) {}
