package io.holdfast.object.multipart;

import io.holdfast.drive.Drive;
import io.holdfast.drive.Family;
import io.holdfast.drive.RowVisitor;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.ObjectName;
import io.holdfast.object.StoreException;
import io.holdfast.object.UploadInfo;
import io.holdfast.object.UploadPage;
import io.holdfast.object.bucket.Buckets;
import io.holdfast.object.commit.Leaders;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.list.Delimiting;
import io.holdfast.object.read.DecidedScan;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.UploadId;
import io.holdfast.object.row.UploadRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Lists uploads in progress: by key, then by upload id. Any thread.
public final class UploadLister {
    private final Buckets buckets;
    private final Leaders leaders;

    public UploadLister(Buckets buckets, Leaders leaders) {
        this.buckets = buckets;
        this.leaders = leaders;
    }

    /// A row's key without its kind, or a rolled-up prefix behind its bucket: both sort as rows do.
    private record Place(byte[] row, @Nullable UploadId upload) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return Arrays.compareUnsigned(row, other.row);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Place that && compareTo(that) == 0;
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(row);
        }
    }

    /// One page of uploads whose key sorts after the marker, or equals it with an id after the id
    /// marker.
    public UploadPage list(
            String bucketName,
            String prefix,
            String delimiter,
            String keyMarker,
            String uploadIdMarker,
            int most)
            throws StoreException, InterruptedException {
        BucketInfo bucket = buckets.get(bucketName);
        if (most == 0) {
            return new UploadPage(List.of(), List.of(), Optional.empty(), Optional.empty());
        }
        Delimiting delimiting = new Delimiting(bucket.id(), prefix, delimiter);
        byte[] from = from(bucket, delimiting, keyMarker, uploadIdMarker);
        SortedMap<Place, Optional<UploadRecord>> found = new TreeMap<>();
        for (SetLeader leader : leaders.all()) {
            found.putAll(DecidedScan.run(leader, drive -> scan(drive, delimiting, from, most + 1)));
        }
        return page(bucket, found, most);
    }

    private static byte[] from(
            BucketInfo bucket, Delimiting delimiting, String keyMarker, String uploadIdMarker) {
        Optional<UploadId> id = UploadId.parse(uploadIdMarker);
        if (keyMarker.isEmpty() || id.isEmpty()) {
            return Keys.uploads(delimiting.from(keyMarker));
        }
        byte[] key = new ObjectName(bucket.name(), keyMarker).keyBytes();
        byte[] row = Keys.upload(Keys.head(bucket.id(), key), id.get());
        return Keys.after(row);
    }

    private static DecidedScan.Attempt<SortedMap<Place, Optional<UploadRecord>>> scan(
            Drive drive, Delimiting delimiting, byte[] from, int wanted) {
        SortedMap<Place, Optional<UploadRecord>> found = new TreeMap<>();
        return new DecidedScan.Attempt<>(
                drive.scan(
                        Family.PART,
                        from,
                        Keys.uploads(delimiting.to()),
                        (rowKey, row) -> {
                            UploadRecord record = UploadRecord.read(row.record());
                            if (record.state() != UploadRecord.State.OPEN) {
                                return RowVisitor.Next.row();
                            }
                            return add(found, delimiting, rowKey, record, wanted);
                        }),
                found);
    }

    private static RowVisitor.Next add(
            SortedMap<Place, Optional<UploadRecord>> found,
            Delimiting delimiting,
            byte[] rowKey,
            UploadRecord record,
            int wanted) {
        byte[] head = Keys.headOfUpload(rowKey);
        byte[] key = Keys.keyOfHead(head);
        int rolledUp = delimiting.rolledUpLength(key);
        if (rolledUp < 0) {
            byte[] place = Arrays.copyOfRange(rowKey, 1, rowKey.length);
            found.put(new Place(place, Keys.idOfUpload(rowKey)), Optional.of(record));
            return found.size() == wanted ? RowVisitor.Next.stop() : RowVisitor.Next.row();
        }
        byte[] prefix = Arrays.copyOf(key, rolledUp);
        byte[] place = Keys.prefix(Keys.bucketOf(head), prefix);
        found.put(new Place(place, null), Optional.empty());
        return found.size() == wanted
                ? RowVisitor.Next.stop()
                : new RowVisitor.Next.SeekTo(Keys.uploads(delimiting.pastPrefix(prefix)));
    }

    private static UploadPage page(
            BucketInfo bucket, SortedMap<Place, Optional<UploadRecord>> found, int most) {
        List<UploadInfo> uploads = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        String lastName = "";
        Optional<String> lastUpload = Optional.empty();
        int shown = 0;
        for (var entry : found.entrySet()) {
            if (shown == most) {
                return new UploadPage(uploads, prefixes, Optional.of(lastName), lastUpload);
            }
            shown++;
            Place place = entry.getKey();
            if (place.upload == null) {
                lastName = Keys.text(Arrays.copyOfRange(place.row, 8, place.row.length));
                lastUpload = Optional.empty();
                prefixes.add(lastName);
                continue;
            }
            byte[] head = Arrays.copyOf(place.row, place.row.length - UploadId.BYTES);
            lastName = Keys.text(Keys.keyOfHead(head));
            lastUpload = Optional.of(place.upload.text());
            uploads.add(
                    Uploads.info(
                            new ObjectName(bucket.name(), lastName),
                            place.upload,
                            entry.getValue().orElseThrow()));
        }
        return new UploadPage(uploads, prefixes, Optional.empty(), Optional.empty());
    }
}
