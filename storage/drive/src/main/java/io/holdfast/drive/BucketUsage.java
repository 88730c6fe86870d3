package io.holdfast.drive;

/// What one drive's live rows of a bucket add up to. Changed in the same atomic batch as the rows
/// (rule 27), so on a drive without gaps it equals a recount (invariant I14). Bytes are those that
/// clients stored, not shards.
///
/// @param objects keys whose newest version is not a delete marker
/// @param versions versions that hold data, the newest included
/// @param markers delete markers
/// @param bytes sum of the sizes of all versions
public record BucketUsage(long objects, long versions, long markers, long bytes) {
    public static final BucketUsage NONE = new BucketUsage(0, 0, 0, 0);

    public BucketUsage plus(BucketUsage delta) {
        return new BucketUsage(
                objects + delta.objects,
                versions + delta.versions,
                markers + delta.markers,
                bytes + delta.bytes);
    }

    public BucketUsage negated() {
        return new BucketUsage(-objects, -versions, -markers, -bytes);
    }

    public boolean isZero() {
        return (objects | versions | markers | bytes) == 0;
    }
}
