package io.holdfast.object.multipart;

import io.holdfast.base.Bytes;
import io.holdfast.drive.Family;
import io.holdfast.drive.RowVisitor;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.StoreException;
import io.holdfast.object.bucket.Buckets;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.read.DecidedScan;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.UploadId;
import io.holdfast.object.write.Leftovers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the uploads whose bucket is gone. A bucket is removed while no upload in it is open, but
/// the outcome of a completed one is kept for a day, for a client that asks again, longer than its
/// object and its bucket may last. One thread.
final class OrphanedUploads {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanedUploads.class);

    /// As many are handed over at a time.
    private static final int PAGE = 1_000;

    private final Buckets buckets;
    private final Leftovers leftovers;

    OrphanedUploads(Buckets buckets, Leftovers leftovers) {
        this.buckets = buckets;
        this.leftovers = leftovers;
    }

    private record Orphan(RowKey key, UploadId upload) {}

    /// Hands the orphans of a set to those who clear them away. Steps over the buckets that exist,
    /// so that it costs about as much as there are buckets, not uploads.
    void clear(SetLeader leader) throws StoreException, InterruptedException {
        byte[] from = Keys.uploads(Bytes.EMPTY);
        List<Orphan> found;
        do {
            found = find(leader, from);
            // A bucket that was made after the scan had begun is not gone.
            handOver(found, ids(), buckets.nextId());
            if (!found.isEmpty()) {
                Orphan last = found.getLast();
                from = Keys.after(Keys.upload(last.key.head(), last.upload));
            }
        } while (found.size() == PAGE);
    }

    private void handOver(List<Orphan> found, Set<Long> existing, long nextId) {
        for (Orphan orphan : found) {
            long bucket = orphan.key.bucketId();
            if (Long.compareUnsigned(bucket, nextId) >= 0) {
                // Of two registries the older one was found: nothing of what it does not know is
                // touched.
                LOG.error(
                        "the drives hold an upload in bucket {}, which the registry never knew: was"
                                + " an old drive put back?",
                        bucket);
            } else if (!existing.contains(bucket)) {
                leftovers.orphanedUpload(orphan.key, orphan.upload);
            }
        }
    }

    private List<Orphan> find(SetLeader leader, byte[] from)
            throws StoreException, InterruptedException {
        Set<Long> existing = ids();
        return DecidedScan.run(
                leader,
                drive -> {
                    List<Orphan> found = new ArrayList<>();
                    RowVisitor visitor = (row, _) -> look(row, existing, found);
                    return new DecidedScan.Attempt<>(
                            drive.scan(Family.PART, from, Keys.afterUploads(), visitor), found);
                });
    }

    private static RowVisitor.Next look(byte[] row, Set<Long> existing, List<Orphan> found) {
        byte[] head = Keys.headOfUpload(row);
        long bucket = Keys.bucketOf(head);
        if (existing.contains(bucket)) {
            return new RowVisitor.Next.SeekTo(Keys.afterUploadsOf(bucket));
        }
        found.add(new Orphan(RowKey.of(bucket, Keys.keyOfHead(head)), Keys.idOfUpload(row)));
        return found.size() == PAGE ? RowVisitor.Next.stop() : RowVisitor.Next.row();
    }

    private Set<Long> ids() {
        return buckets.all().stream().map(BucketInfo::id).collect(Collectors.toSet());
    }
}
