package io.holdfast.drive.file;

import io.holdfast.drive.disk.Aligned;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Aligned buffers for chunks that cannot be written from where they lie. Any thread.
public final class BufferPool {
    private final BlockingQueue<ByteBuffer> idle;

    /// A pool that keeps at most so many buffers for later use.
    public BufferPool(int idleMax) {
        idle = new ArrayBlockingQueue<>(idleMax);
    }

    /// A cleared buffer of at least that size; its content is arbitrary.
    ByteBuffer take(int bytes) {
        ByteBuffer buffer = idle.poll();
        return buffer != null && buffer.capacity() >= bytes
                ? buffer.clear()
                : Aligned.allocate((int) Aligned.up(bytes));
    }

    /// Gives a buffer back; the caller must not use it any more.
    void give(ByteBuffer buffer) {
        boolean isKept = idle.offer(buffer);
        if (!isKept) {
            // The pool is full: this one goes to the garbage collector.
            buffer.clear();
        }
    }
}
