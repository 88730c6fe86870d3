package io.holdfast.object.read;

import io.holdfast.object.ByteSink;
import io.holdfast.object.StoreException;
import io.holdfast.object.row.Coding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

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
        if (length < BULK_MIN) {
            sendStripes(file, size, offset, length, sink);
            return;
        }
        bulk.run(
                () -> {
                    sendStripes(file, size, offset, length, sink);
                    return length;
                });
    }

    private void sendStripes(FileData file, long size, long offset, long length, ByteSink sink)
            throws IOException, StoreException, InterruptedException {
        AtomicLong sent = new AtomicLong();
        long end = offset + length;
        long stripe = offset / Coding.STRIPE_BYTES;
        long last = (end - 1) / Coding.STRIPE_BYTES;
        FileData.StripeRead ahead = file.begin(stripe, buffers.take());
        try {
            while (true) {
                FileData.StripeRead current = ahead;
                ahead = null;
                try {
                    current.await();
                    if (stripe < last) {
                        Optional<StripeBuffers.Buffer> second = buffers.tryTake();
                        if (second.isPresent()) {
                            ahead = file.begin(stripe + 1, second.get());
                        }
                    }
                    ByteBuffer bytes = slice(current, stripe, offset, Math.min(end, size));
                    buffers.clients().exchange(sent::get, () -> write(bytes, sink, sent));
                } finally {
                    current.buffer().close();
                }
                if (stripe == last) {
                    return;
                }
                stripe++;
                if (ahead == null) {
                    ahead = file.begin(stripe, buffers.take());
                }
            }
        } finally {
            if (ahead != null) {
                ahead.buffer().abandonMemory();
                ahead.buffer().close();
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
