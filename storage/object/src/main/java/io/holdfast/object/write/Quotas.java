package io.holdfast.object.write;

import io.holdfast.drive.BucketUsage;
import io.holdfast.drive.Drive;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.commit.Leaders;
import io.holdfast.object.commit.SetLeader;
import java.util.Optional;
import java.util.OptionalLong;

/// What buckets hold, and may hold. A quota is a bound on the bytes of all versions of a bucket's
/// objects, as clients sent them; parts count once their upload is complete. It is approximate: the
/// counters are of slots (rule 27), and changes of other keys that are under way do not count yet,
/// so that as many uploads as come at once may go beyond it. Any thread.
public final class Quotas {
    private final Leaders leaders;

    public Quotas(Leaders leaders) {
        this.leaders = leaders;
    }

    /// The most bytes that the bucket may hold; empty for as many as fit.
    public static OptionalLong of(BucketInfo bucket) {
        String text = bucket.documents().get(BucketInfo.QUOTA);
        return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }

    /// The bucket's counters over all sets.
    ///
    /// @throws StoreException READ_QUORUM_LOST when a set has no drive in service
    public BucketUsage usage(BucketInfo bucket) throws StoreException {
        BucketUsage total = BucketUsage.NONE;
        for (SetLeader leader : leaders.all()) {
            total = total.plus(usage(leader, bucket.id()));
        }
        return total;
    }

    private static BucketUsage usage(SetLeader leader, long bucketId) throws StoreException {
        for (int place = 0; place < leader.geometry().drives(); place++) {
            Optional<Drive> drive = leader.readable(place);
            if (drive.isPresent()) {
                return drive.get().usage(bucketId);
            }
        }
        throw new StoreException(StoreError.READ_QUORUM_LOST, "no drive in service answers");
    }

    /// @param growth bytes that come, less those that they replace; what does not grow the bucket
    ///   is always taken
    /// @throws StoreException QUOTA_EXCEEDED
    public void requireRoom(BucketInfo bucket, long growth) throws StoreException {
        OptionalLong quota = of(bucket);
        if (quota.isPresent() && growth > 0 && usage(bucket).bytes() + growth > quota.getAsLong()) {
            throw new StoreException(
                    StoreError.QUOTA_EXCEEDED,
                    "the bucket may hold " + quota.getAsLong() + " bytes");
        }
    }
}
