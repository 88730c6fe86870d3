package io.holdfast.object.heal;

import io.holdfast.drive.Family;
import io.holdfast.object.row.Coding;
import io.holdfast.object.row.PartRecord;
import io.holdfast.object.row.VersionRecord;
import java.util.Optional;

/// What shards a row should own, told from its record.
///
/// @param coding of the data
/// @param storedBytes in all of them together, without parity
record RowOwner(Coding coding, long storedBytes) {
    /// Empty when the row owns no data.
    static Optional<RowOwner> of(Family family, byte[] key, byte[] record) {
        if (family == Family.PART) {
            if (key[0] != 'P') {
                return Optional.empty();
            }
            PartRecord part = PartRecord.read(record);
            return part.storedBytes() == 0
                    ? Optional.empty()
                    : Optional.of(new RowOwner(part.coding(), part.storedBytes()));
        }
        VersionRecord version = VersionRecord.read(record);
        return !version.isData() || version.storedBytes() == 0 || version.upload().isPresent()
                ? Optional.empty()
                : Optional.of(new RowOwner(version.coding(), version.storedBytes()));
    }
}
