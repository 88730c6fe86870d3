package io.holdfast.s3;

import io.holdfast.object.ByteSink;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectChecksum;
import io.holdfast.object.ObjectEncryption;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectName;
import io.holdfast.object.OpenObject;
import io.holdfast.object.PartInfo;
import io.holdfast.object.StoreException;
import io.holdfast.object.VersionId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// A stored version, which is its own open view.
record MemoryVersion(
        ObjectInfo info, ByteBuffer data, List<PartInfo> parts, long rangeStart, long rangeLength)
        implements OpenObject {
    @Override
    public Optional<ObjectChecksum> checksum() {
        return info.checksum();
    }

    @Override
    public void transferTo(long offset, long length, ByteSink sink)
            throws IOException, StoreException, InterruptedException {
        sink.write(data.slice((int) offset, (int) length));
    }

    @Override
    public void close() {}

    /// What is told of a version.
    static ObjectInfo describe(
            ObjectName name,
            VersionId id,
            boolean isMarker,
            long size,
            String etag,
            ObjectAttributes attributes,
            int partCount,
            Optional<ObjectChecksum> checksum,
            Optional<ObjectEncryption> encryption) {
        boolean isVersioned = !id.equals(VersionId.nullVersion());
        return new ObjectInfo(
                name,
                id,
                isVersioned,
                true,
                isMarker,
                size,
                etag,
                MemoryStore.NOW_MS,
                attributes,
                partCount,
                checksum,
                encryption);
    }
}
