package io.holdfast.object.write;

import io.holdfast.digest.ChecksumValue;
import io.holdfast.object.ObjectBody;
import io.holdfast.object.OpenObject;
import io.holdfast.object.StoreException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A range of an opened object as a body to store: each read takes what the writer asks for, a
/// stripe at a time.
public final class SourceBody implements ObjectBody {
    private final OpenObject source;
    private final long length;
    private long at;
    private final long end;

    public SourceBody(OpenObject source, long offset, long length) {
        this.source = source;
        this.length = length;
        this.at = offset;
        this.end = offset + length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int read(ByteBuffer into) throws IOException, StoreException {
        if (at == end) {
            return -1;
        }
        int count = (int) Math.min(into.remaining(), end - at);
        try {
            source.transferTo(at, count, into::put);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading the source");
        }
        at += count;
        return count;
    }

    @Override
    public Optional<byte[]> expectedMd5() {
        return Optional.empty();
    }

    @Override
    public Optional<ChecksumValue> expectedChecksum() {
        return Optional.empty();
    }
}
