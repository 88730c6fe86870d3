package io.holdfast.object.read;

import io.holdfast.drive.RowRead;
import io.holdfast.object.StoreException;
import io.holdfast.object.row.Coding;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads all stored bytes of one row from any K intact shards, for healing, in the key's turn: a
/// drive whose row is another one does not stand in the way. Any thread.
public final class RowContent {
    private static final RepairSink IGNORE = (_, _) -> {};

    private final StripeBuffers buffers;
    private final InlineData inline = new InlineData(IGNORE, true);

    public RowContent(StripeBuffers buffers) {
        this.buffers = buffers;
    }

    /// Takes the stripes of an object in order.
    @FunctionalInterface
    public interface StripeConsumer {
        /// Uses one stripe before it returns.
        ///
        /// @param memory the K data shards one behind the other, with room for the parity behind
        ///   them
        /// @param length bytes stored in the stripe
        void stripe(MemorySegment memory, int length) throws StoreException, InterruptedException;
    }

    /// The stored bytes, when the shards lie in the logs.
    ///
    /// @return empty when the row is not the expected one any more
    public Optional<byte[]> inline(RowData data, byte[] record)
            throws StoreException, InterruptedException {
        return inline.read(data, unasked(data, record));
    }

    private static RowReplies unasked(RowData data, byte[] record) {
        return new RowReplies(record, new RowRead.@Nullable Found[data.coding().total()]);
    }

    /// Reads all stripes, when the shards lie in files.
    ///
    /// @return false when the row is not the expected one any more
    public boolean stripes(RowData data, byte[] record, StripeConsumer consumer)
            throws StoreException, InterruptedException {
        try (FileData file = new FileData(data, unasked(data, record), IGNORE, true)) {
            if (!file.open()) {
                return false;
            }
            for (long stripe = 0; stripe < Coding.stripes(data.storedBytes()); stripe++) {
                try (FileData.StripeRead read = file.begin(stripe, buffers.take())) {
                    read.await();
                    consumer.stripe(read.buffer().memory(), read.length());
                }
            }
            return true;
        }
    }
}
