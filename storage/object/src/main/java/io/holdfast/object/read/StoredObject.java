package io.holdfast.object.read;

import io.holdfast.object.ByteSink;
import io.holdfast.object.ObjectChecksum;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.OpenObject;
import io.holdfast.object.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// An opened version: its data as a list of rows' data, one for a plain object, one per part
/// otherwise.
final class StoredObject implements OpenObject {
    private final ObjectInfo info;
    private final long rangeStart;
    private final long rangeLength;
    private final Optional<ObjectChecksum> checksum;
    private final List<OpenRow> rows;
    private final Runnable onClose;
    private boolean isClosed;

    /// @param rows in order; empty when only the information was asked for
    StoredObject(
            ObjectInfo info,
            long rangeStart,
            long rangeLength,
            Optional<ObjectChecksum> checksum,
            List<OpenRow> rows,
            Runnable onClose) {
        this.info = info;
        this.rangeStart = rangeStart;
        this.rangeLength = rangeLength;
        this.checksum = checksum;
        this.rows = List.copyOf(rows);
        this.onClose = onClose;
    }

    @Override
    public ObjectInfo info() {
        return info;
    }

    @Override
    public long rangeStart() {
        return rangeStart;
    }

    @Override
    public long rangeLength() {
        return rangeLength;
    }

    @Override
    public Optional<ObjectChecksum> checksum() {
        return checksum;
    }

    @Override
    public void transferTo(long offset, long length, ByteSink sink)
            throws IOException, StoreException, InterruptedException {
        long base = 0;
        long end = offset + length;
        for (OpenRow row : rows) {
            long rowEnd = base + row.size();
            if (offset < rowEnd && end > base) {
                long from = Math.max(0, offset - base);
                long to = Math.min(row.size(), end - base);
                row.send(from, to - from, sink);
            }
            base = rowEnd;
        }
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            rows.forEach(OpenRow::close);
            onClose.run();
        }
    }
}
