package io.holdfast.object.read;

import io.holdfast.base.ports.ContentCipher;
import io.holdfast.object.ByteSink;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.seal.OpeningSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The data of one row of an opened version, opened when it is first needed. One thread at a time.
final class OpenRow implements AutoCloseable {
    private static final int ATTEMPTS = 20;

    private final long size;
    private final RowSource source;
    private final InlineData inline;
    private final DataTransfer transfer;
    private final RepairSink repairs;
    private @Nullable ContentCipher cipher;
    private byte @Nullable [] bytes;
    private @Nullable FileData file;

    /// Finds the row (again).
    @FunctionalInterface
    interface RowSource {
        /// @return empty when the version is gone
        Optional<Located> locate() throws StoreException, InterruptedException;
    }

    /// A row and what the places asked said of it.
    ///
    /// @param cipher of its bytes when they are sealed
    record Located(RowData data, RowReplies replies, Optional<ContentCipher> cipher) {}

    OpenRow(
            long size,
            RowSource source,
            InlineData inline,
            DataTransfer transfer,
            RepairSink repairs) {
        this.size = size;
        this.source = source;
        this.inline = inline;
        this.transfer = transfer;
        this.repairs = repairs;
    }

    long size() {
        return size;
    }

    /// Takes hold of the data, so that it stays readable.
    ///
    /// @return false when the row changed since it was found: find the version again (rule 20)
    boolean tryOpen(Located located) throws StoreException, InterruptedException {
        cipher = located.cipher().orElse(null);
        if (!located.data().coding().isInFiles()) {
            Optional<byte[]> object = inline.read(located.data(), located.replies());
            bytes = object.orElse(null);
            return object.isPresent();
        }
        FileData opened = new FileData(located.data(), located.replies(), repairs, false);
        boolean isOpen = false;
        try {
            isOpen = opened.open();
        } finally {
            if (!isOpen) {
                opened.close();
            }
        }
        file = isOpen ? opened : null;
        return isOpen;
    }

    void send(long offset, long length, ByteSink sink)
            throws IOException, StoreException, InterruptedException {
        ensureOpen();
        ContentCipher sealed = cipher;
        if (sealed == null) {
            sendStored(offset, length, size, sink);
            return;
        }
        OpeningSink opening = new OpeningSink(sealed, size, offset, length, sink);
        sendStored(
                opening.sealedOffset(),
                opening.sealedLength(),
                ContentCipher.sealedBytes(size),
                opening);
    }

    private void sendStored(long offset, long length, long storedBytes, ByteSink sink)
            throws IOException, StoreException, InterruptedException {
        FileData opened = file;
        if (opened != null) {
            transfer.send(opened, storedBytes, offset, length, sink);
        } else if (bytes != null) {
            transfer.fromMemory();
            sink.write(ByteBuffer.wrap(bytes, (int) offset, (int) length));
        }
    }

    private void ensureOpen() throws StoreException, InterruptedException {
        for (int attempt = 0; bytes == null && file == null; attempt++) {
            Optional<Located> located = source.locate();
            if (located.isEmpty() || attempt == ATTEMPTS) {
                throw new StoreException(
                        StoreError.READ_QUORUM_LOST, "a part of this object cannot be read");
            }
            tryOpen(located.get());
        }
    }

    @Override
    public void close() {
        FileData opened = file;
        if (opened != null) {
            opened.close();
            file = null;
        }
        bytes = null;
    }
}
