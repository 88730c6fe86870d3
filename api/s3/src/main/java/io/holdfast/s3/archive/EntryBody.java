package io.holdfast.s3.archive;

import io.holdfast.digest.ChecksumValue;
import io.holdfast.object.ObjectBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// The content of an archive's entry as a body to store.
///
/// @param tar whose present entry it is
record EntryBody(TarReader tar, long length) implements ObjectBody {
    @Override
    public int read(ByteBuffer into) throws IOException {
        return tar.read(into);
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
