package io.holdfast.drive.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.drive.disk.DiskFile;
import io.holdfast.fuzz.FuzzTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// Shard files, and rows that speak of them.
public final class ShardFileTargets {
    private static final int CHUNK_BYTES = 3000;
    private static final int LENGTH = 7000;
    private static final ByteBuffer SHARD = shard();

    private ShardFileTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget("shardFile", List.of(file()), ShardFileTargets::damagedFile),
                new FuzzTarget(
                        "shardRow",
                        List.of(
                                ByteBuffer.allocate(12).putInt(CHUNK_BYTES).putLong(LENGTH).array(),
                                ByteBuffer.allocate(12).putInt(0).putLong(LENGTH).array()),
                        ShardFileTargets::damagedRow));
    }

    private static ByteBuffer shard() {
        byte[] bytes = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            bytes[i] = (byte) (i * 31 + (i >>> 8));
        }
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    private static byte[] file() {
        Bytes bytes = new Bytes(new byte[0]);
        try (ShardFileWriter writer = writer(bytes)) {
            for (int at = 0; at < LENGTH; at += CHUNK_BYTES) {
                byte[] chunk = new byte[Math.min(CHUNK_BYTES, LENGTH - at)];
                SHARD.get(at, chunk);
                writer.write(MemorySegment.ofArray(chunk));
            }
            writer.seal();
            return bytes.content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ShardFileWriter writer(Bytes bytes) {
        return new ShardFileWriter(bytes, new BufferPool(1 << 16), 1, 2, CHUNK_BYTES, LENGTH);
    }

    private static int tableCrc() {
        ChecksumTable table = new ChecksumTable(3);
        for (int at = 0; at < LENGTH; at += CHUNK_BYTES) {
            table.add(ChecksumTable.crcOf(SHARD.slice(at, Math.min(CHUNK_BYTES, LENGTH - at))));
        }
        return table.crc();
    }

    /// Each chunk is what was written, or known to be rotten.
    private static void damagedFile(byte[] input) throws IOException {
        Bytes file = new Bytes(input);
        if (!(ShardFileReader.open(file, 1, 2, CHUNK_BYTES, LENGTH, tableCrc())
                instanceof ShardFileReader.Opening.Intact(ShardFileReader reader))) {
            return;
        }
        for (int chunk = 0; chunk < 3; chunk++) {
            ByteBuffer into = ByteBuffer.allocateDirect(CHUNK_BYTES);
            if (reader.read(chunk, MemorySegment.ofBuffer(into))
                    instanceof ShardFileReader.Chunk.Intact(int bytes)) {
                assertThat(into.slice(0, bytes)).isEqualTo(SHARD.slice(chunk * CHUNK_BYTES, bytes));
            }
        }
    }

    /// Numbers of a row that is not to be believed.
    private static void damagedRow(byte[] input) throws IOException {
        ByteBuffer numbers = ByteBuffer.wrap(Arrays.copyOf(input, 12));
        assertThat(
                        ShardFileReader.open(
                                new Bytes(file()),
                                1,
                                2,
                                numbers.getInt() & Integer.MAX_VALUE,
                                numbers.getLong(),
                                tableCrc()))
                .isNotNull();
    }

    /// A file on the heap.
    private static final class Bytes implements DiskFile {
        private byte[] content;

        Bytes(byte[] content) {
            this.content = content;
        }

        @Override
        public void write(ByteBuffer bytes, long offset) {
            int end = (int) offset + bytes.remaining();
            content = end > content.length ? Arrays.copyOf(content, end) : content;
            bytes.get(content, (int) offset, bytes.remaining());
        }

        @Override
        public int read(ByteBuffer into, long offset) {
            if (offset < 0) {
                throw new IllegalArgumentException("negative position");
            }
            int count = Math.clamp(content.length - offset, 0, into.remaining());
            into.put(content, (int) Math.min(offset, content.length), count);
            return count;
        }

        @Override
        public void sync() {}

        @Override
        public long size() {
            return content.length;
        }

        @Override
        public void close() {}
    }
}
