package io.holdfast.object.heal;

import io.holdfast.base.Bytes;
import io.holdfast.drive.Drive;
import io.holdfast.drive.Family;
import io.holdfast.drive.Row;
import io.holdfast.drive.RowVisitor;
import io.holdfast.drive.ScanEnd;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.PartRef;
import io.holdfast.object.row.PartTable;
import io.holdfast.object.row.UploadId;
import io.holdfast.object.row.UploadRecord;
import io.holdfast.object.row.VersionRecord;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Everything that one drive holds of one key: its versions, their parts and tables, its uploads.
/// Read inside the key's turn, so that nothing moves meanwhile.
final class KeyRows {
    private final Map<Place, Row> rows = new TreeMap<>();

    /// A row's place in the index.
    record Place(Family family, byte[] key) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byFamily = Integer.compare(family.code(), other.family.code());
            return byFamily != 0 ? byFamily : Arrays.compareUnsigned(key, other.key);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Place that && compareTo(that) == 0;
        }

        @Override
        public int hashCode() {
            return 31 * family.code() + Arrays.hashCode(key);
        }
    }

    Map<Place, Row> rows() {
        return rows;
    }

    /// Reads the rows of a drive.
    ///
    /// @param uploads also read the parts of these, whoever names them: what another drive has
    /// @return empty when the drive failed on the way
    static Optional<KeyRows> read(Drive drive, RowKey key, Set<UploadId> uploads)
            throws InterruptedException {
        KeyRows found = new KeyRows();
        boolean isRead =
                found.scanVersions(drive, key)
                        && found.scan(
                                drive,
                                Keys.uploads(key.head()),
                                Bytes.successorOfPrefix(Keys.uploads(key.head())));
        if (!isRead) {
            return Optional.empty();
        }
        Set<UploadId> all = new HashSet<>(uploads);
        all.addAll(found.uploads());
        for (UploadId upload : all) {
            byte[] table = Keys.table(upload);
            if (!found.scan(drive, Keys.parts(upload, 0), Keys.afterParts(upload))
                    || !found.scan(drive, table, Keys.after(table))) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }

    /// The uploads of the key, and those that its versions name; parts of uploads that have ended
    /// may not be cleared away yet.
    Set<UploadId> uploads() {
        Set<UploadId> uploads = new HashSet<>();
        rows.forEach(
                (place, row) -> {
                    if (place.family != Family.PART) {
                        VersionRecord.read(row.record()).upload().ifPresent(uploads::add);
                    } else if (Keys.isUpload(place.key)) {
                        uploads.add(Keys.idOfUpload(place.key));
                    }
                });
        return uploads;
    }

    /// Rows of parts that nobody needs any more, and that wait to be cleared away: those of uploads
    /// that have ended, but for the parts that a version is made of.
    Set<Place> leftovers() {
        Set<Place> leftovers = new HashSet<>();
        Set<UploadId> inProgress = new HashSet<>();
        Set<Place> used = new HashSet<>();
        rows.forEach(
                (place, row) -> {
                    if (place.family != Family.PART) {
                        addUsed(VersionRecord.read(row.record()), used);
                    } else if (!Keys.isUpload(place.key)) {
                        leftovers.add(place);
                    } else if (UploadRecord.read(row.record()).state() == UploadRecord.State.OPEN) {
                        inProgress.add(Keys.idOfUpload(place.key));
                    }
                });
        leftovers.removeAll(used);
        leftovers.removeIf(place -> inProgress.contains(UploadId.read(place.key, 1)));
        return leftovers;
    }

    private void addUsed(VersionRecord version, Set<Place> used) {
        if (version.upload().isEmpty()) {
            return;
        }
        UploadId upload = version.upload().get();
        Place table = new Place(Family.PART, Keys.table(upload));
        List<PartRef> parts = version.parts();
        Row tableRow = rows.get(table);
        if (version.hasTableRow() && tableRow != null) {
            used.add(table);
            parts = PartTable.read(tableRow.record());
        }
        for (PartRef part : parts) {
            used.add(new Place(Family.PART, Keys.part(upload, part.number(), part.sequence())));
        }
    }

    private boolean scanVersions(Drive drive, RowKey key) throws InterruptedException {
        ScanEnd end =
                drive.scanVersions(
                                key.head(),
                                Keys.afterVersions(key.head()),
                                (isHead, rowKey, row) -> {
                                    rows.put(
                                            new Place(
                                                    isHead ? Family.HEAD : Family.VERSION, rowKey),
                                            row);
                                    return RowVisitor.Next.row();
                                })
                        .await();
        return end instanceof ScanEnd.Complete;
    }

    private boolean scan(Drive drive, byte[] from, byte[] to) throws InterruptedException {
        ScanEnd end =
                drive.scan(
                                Family.PART,
                                from,
                                to,
                                (rowKey, row) -> {
                                    rows.put(new Place(Family.PART, rowKey), row);
                                    return RowVisitor.Next.row();
                                })
                        .await();
        return end instanceof ScanEnd.Complete;
    }
}
