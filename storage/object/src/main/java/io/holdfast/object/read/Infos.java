package io.holdfast.object.read;

import io.holdfast.object.ObjectEncryption;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectName;
import io.holdfast.object.VersionId;
import io.holdfast.object.row.VersionRecord;

/// Turns records into what clients are told.
public final class Infos {
    private Infos() {}

    public static ObjectInfo of(ObjectName name, VersionRecord record, boolean isLatest) {
        return new ObjectInfo(
                name,
                idOf(record),
                !record.isNull(),
                isLatest,
                record.kind() == VersionRecord.Kind.MARKER,
                record.size(),
                record.etagText(),
                record.modifiedMs(),
                record.attributes(),
                record.partCount(),
                record.checksum(),
                ObjectEncryption.of(record.envelope()));
    }

    public static VersionId idOf(VersionRecord record) {
        return record.isNull()
                ? VersionId.nullVersion()
                : VersionId.Id.of(record.creation(), record.writeId());
    }
}
