package io.holdfast.drive.file;

import io.holdfast.drive.disk.DiskFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Reads one shard file and verifies every chunk. Any thread; blocks on the medium. The file stays
/// readable until this is closed, also when its name is gone.
public final class ShardFileReader implements AutoCloseable {
    private final DiskFile file;
    private final ShardFileLayout layout;
    private final ChecksumTable table;

    private ShardFileReader(DiskFile file, ShardFileLayout layout, ChecksumTable table) {
        this.file = file;
        this.layout = layout;
        this.table = table;
    }

    /// What a file was found to be.
    public sealed interface Opening {
        /// Its table holds.
        record Intact(ShardFileReader reader) implements Opening {}

        /// It is not the file that the row means; the caller closes it.
        record Broken(String detail) implements Opening {}
    }

    /// What a chunk was found to be.
    public sealed interface Chunk {
        /// So many bytes are in the buffer.
        record Intact(int bytes) implements Chunk {}

        /// The medium gave something else than what was written.
        record Rotten(String detail) implements Chunk {}
    }

    /// Verifies footer and table against what the row says.
    public static Opening open(
            DiskFile file, long idHigh, long idLow, int chunkBytes, long length, int tableCrc)
            throws IOException {
        if (chunkBytes < 1 || length < 0 || length > file.size()) {
            return new Opening.Broken(length + " bytes in chunks of " + chunkBytes);
        }
        ShardFileLayout layout = new ShardFileLayout(chunkBytes, length);
        long size = layout.fileBytes();
        if (file.size() < size) {
            return new Opening.Broken("cut short: " + file.size() + " of " + size + " bytes");
        }
        ByteBuffer trailer = ByteBuffer.allocate((int) layout.trailerBytes());
        file.read(trailer, layout.tableOffset());
        ByteBuffer tail = trailer.slice(trailer.capacity() - ShardFooter.BYTES, ShardFooter.BYTES);
        ShardFooter expected = new ShardFooter(idHigh, idLow, chunkBytes, length, tableCrc);
        Optional<ShardFooter> footer = ShardFooter.decode(tail);
        if (footer.isEmpty() || !footer.get().equals(expected)) {
            return new Opening.Broken("its footer is not the one that the row names");
        }
        ByteBuffer crcs = trailer.slice(0, (int) layout.tableBytes());
        if (ChecksumTable.crcOf(crcs) != tableCrc) {
            return new Opening.Broken("its checksum table does not hold");
        }
        return new Opening.Intact(new ShardFileReader(file, layout, ChecksumTable.of(crcs)));
    }

    /// Reads and verifies a whole chunk.
    ///
    /// @param into at least as long as the chunk
    public Chunk read(long chunk, MemorySegment into) throws IOException {
        if (chunk < 0 || chunk >= layout.chunks()) {
            throw new IllegalArgumentException("chunk " + chunk + " of " + layout.chunks());
        }
        int bytes = layout.bytesOf(chunk);
        ByteBuffer buffer = into.asSlice(0, bytes).asByteBuffer();
        int got = file.read(buffer, layout.offsetOf(chunk));
        if (got < bytes) {
            return new Chunk.Rotten("chunk " + chunk + " is cut short");
        }
        return ChecksumTable.crcOf(buffer.flip()) == table.get((int) chunk)
                ? new Chunk.Intact(bytes)
                : new Chunk.Rotten("checksum of chunk " + chunk);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
