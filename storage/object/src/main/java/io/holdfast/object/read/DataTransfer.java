package io.holdfast.object.read;

import io.holdfast.object.ByteSink;
import io.holdfast.object.StoreException;
import io.holdfast.object.row.Coding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Sends a range of one row's data, reading one stripe ahead while the client takes the last.
final class DataTransfer {
    /// Less than this is sent by the caller's own thread.
    private static final long BULK_MIN = 256 << 10;

    /// So that a client's pace shows.
    private static final int PIECE_BYTES = 256 << 10;

    private final StripeBuffers buffers;
    private final BulkThreads bulk;

    DataTransfer(StripeBuffers buffers, BulkThreads bulk) {
        this.buffers = buffers;
        this.bulk = bulk;
    }

    void send(FileData file, long size, long offset, long length, ByteSink sink)
            throws IOException, StoreException, InterruptedException {
        try (Sending sending = new Sending(file, size, offset, length, sink)) {
            if (length < BULK_MIN) {
                bulk.small().came();
                sending.nextWhile(() -> true);
            } else {
                bulk.run(sending);
            }
        }
    }

    /// What is sent is there as a whole.
    void fromMemory() {
        bulk.small().came();
    }

    /// The stripes of one transfer, of which each step sends one. One thread at a time.
    private final class Sending implements BulkThreads.Steps, AutoCloseable {
        private final FileData file;
        private final long offset;
        private final long sizeEnd;
        private final long last;
        private final ByteSink sink;
        private final AtomicLong sent = new AtomicLong();
        private long stripe;
        private FileData.@Nullable StripeRead ahead;

        private Sending(FileData file, long size, long offset, long length, ByteSink sink) {
            this.file = file;
            this.offset = offset;
            long end = offset + length;
            this.sizeEnd = Math.min(end, size);
            this.last = (end - 1) / Coding.STRIPE_BYTES;
            this.sink = sink;
            this.stripe = offset / Coding.STRIPE_BYTES;
        }

        @Override
        public boolean next() throws IOException, StoreException, InterruptedException {
            FileData.StripeRead current = ahead;
            ahead = null;
            if (current == null) {
                current = file.begin(stripe, buffers.take());
            }
            try {
                current.await();
                if (stripe < last) {
                    readAhead();
                }
                ByteBuffer bytes = slice(current, stripe, offset, sizeEnd);
                buffers.clients().exchange(sent::get, () -> write(bytes, sink, sent));
            } finally {
                current.close();
            }
            return stripe++ < last;
        }

        private void readAhead() {
            buffers.tryTake().ifPresent(buffer -> ahead = file.begin(stripe + 1, buffer));
        }

        @Override
        public void close() {
            FileData.StripeRead unused = ahead;
            if (unused != null) {
                unused.close();
            }
        }
    }

    /// @param sent counts the pieces that the client has taken
    private static long write(ByteBuffer bytes, ByteSink sink, AtomicLong sent)
            throws IOException, StoreException, InterruptedException {
        while (bytes.hasRemaining()) {
            int length = Math.min(PIECE_BYTES, bytes.remaining());
            sink.write(bytes.slice(bytes.position(), length));
            bytes.position(bytes.position() + length);
            sent.addAndGet(length);
        }
        return sent.get();
    }

    private static ByteBuffer slice(FileData.StripeRead read, long stripe, long offset, long end) {
        long base = stripe * Coding.STRIPE_BYTES;
        int from = (int) Math.max(0, offset - base);
        int to = (int) Math.min(read.length(), end - base);
        return read.buffer().memory().asSlice(from, to - from).asByteBuffer();
    }
}
