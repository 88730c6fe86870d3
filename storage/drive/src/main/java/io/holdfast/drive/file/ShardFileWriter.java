package io.holdfast.drive.file;

import io.holdfast.drive.disk.Aligned;
import io.holdfast.drive.disk.DiskFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Writes one shard file from start to end. One thread at a time; blocks on the medium.
public final class ShardFileWriter implements AutoCloseable {
    private final DiskFile file;
    private final BufferPool buffers;
    private final long idHigh;
    private final long idLow;
    private final int chunkBytes;
    private final ChecksumTable table;
    private long length;

    public ShardFileWriter(
            DiskFile file,
            BufferPool buffers,
            long idHigh,
            long idLow,
            int chunkBytes,
            long expectedBytes) {
        this.file = file;
        this.buffers = buffers;
        this.idHigh = idHigh;
        this.idLow = idLow;
        this.chunkBytes = chunkBytes;
        table = new ChecksumTable((int) Math.min(expectedBytes / chunkBytes + 1, 1 << 16));
    }

    /// How long the file of so many bytes will be.
    public static long fileBytes(int chunkBytes, long length) {
        return new ShardFileLayout(chunkBytes, length).fileBytes();
    }

    /// Bytes of shard written so far.
    public long length() {
        return length;
    }

    /// CRC32C of the checksum table; final once the file is sealed.
    public int tableCrc() {
        return table.crc();
    }

    /// Appends a chunk. A chunk shorter than the others must be the last.
    public void write(MemorySegment chunk) throws IOException {
        ByteBuffer bytes = chunk.asByteBuffer();
        long at = new ShardFileLayout(chunkBytes, length).tableOffset();
        if (Aligned.isAligned(chunk)) {
            file.write(bytes.duplicate(), at);
        } else {
            writeCopy(bytes.duplicate(), at);
        }
        table.add(ChecksumTable.crcOf(bytes));
        length += bytes.remaining();
    }

    private void writeCopy(ByteBuffer bytes, long at) throws IOException {
        int padded = (int) Aligned.up(bytes.remaining());
        ByteBuffer copy = buffers.take(padded);
        copy.put(bytes);
        while (copy.position() < padded) {
            copy.put((byte) 0);
        }
        file.write(copy.flip(), at);
        buffers.give(copy);
    }

    /// Writes table and footer and makes the content durable. The folder's entry is the caller's.
    public void seal() throws IOException {
        ShardFileLayout layout = new ShardFileLayout(chunkBytes, length);
        ByteBuffer trailer = Aligned.allocate((int) layout.trailerBytes());
        trailer.put(0, table.toBytes());
        new ShardFooter(idHigh, idLow, chunkBytes, length, table.crc())
                .encode(trailer, trailer.capacity() - ShardFooter.BYTES);
        file.write(trailer, layout.tableOffset());
        file.sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
