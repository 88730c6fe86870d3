package io.holdfast.drive.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/// An open file. Positional calls may come from several threads at once.
public interface DiskFile extends AutoCloseable {
    /// Writes all that remains in the buffer. Not durable before {@link #sync}.
    void write(ByteBuffer bytes, long offset) throws IOException;

    /// Reads until the buffer is full or the file ends.
    ///
    /// @return the number of bytes read; 0 at the end
    int read(ByteBuffer into, long offset) throws IOException;

    /// Makes content and length durable (fdatasync). After a failure nothing is known about what
    /// was written before: the kernel may have dropped it, so the call must not be repeated.
    void sync() throws IOException;

    long size() throws IOException;

    @Override
    void close() throws IOException;
}
