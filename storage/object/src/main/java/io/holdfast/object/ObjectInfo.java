package io.holdfast.object;

import java.util.Optional;

/// One version of an object, without its bytes.
///
/// @param name bucket and key
/// @param versionId the null version's is {@link VersionId.Null}
/// @param isVersioned true when responses show the version id (made while versioning was on)
/// @param isLatest whether it was the newest when looked at
/// @param isDeleteMarker a marker has no data, no ETag and size 0
/// @param size in bytes
/// @param etag without quotes: 32 hex digits, `-N` appended for multipart; empty for a marker
/// @param modifiedMs wall time of creation
/// @param attributes what the client said
/// @param partCount 0 when not made by multipart upload
/// @param checksum if one was asked for
/// @param encryption when it is sealed
public record ObjectInfo(
        ObjectName name,
        VersionId versionId,
        boolean isVersioned,
        boolean isLatest,
        boolean isDeleteMarker,
        long size,
        String etag,
        long modifiedMs,
        ObjectAttributes attributes,
        int partCount,
        Optional<ObjectChecksum> checksum,
        Optional<ObjectEncryption> encryption) {}
