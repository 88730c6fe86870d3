package io.holdfast.drive.file;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// One CRC32C for each chunk of a shard file, in order. Not thread-safe while it grows.
public final class ChecksumTable {
    private int[] crcs;
    private int count;

    public ChecksumTable(int expectedChunks) {
        crcs = new int[Math.max(1, expectedChunks)];
    }

    /// Reads the table back.
    ///
    /// @param bytes four for each chunk, big-endian
    public static ChecksumTable of(ByteBuffer bytes) {
        ChecksumTable table = new ChecksumTable(bytes.remaining() / Integer.BYTES);
        while (bytes.remaining() >= Integer.BYTES) {
            table.add(bytes.getInt());
        }
        return table;
    }

    public void add(int crc) {
        if (count == crcs.length) {
            crcs = Arrays.copyOf(crcs, count * 2);
        }
        crcs[count++] = crc;
    }

    public int count() {
        return count;
    }

    public int get(int chunk) {
        return crcs[chunk];
    }

    /// Four bytes for each chunk, big-endian.
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(count * Integer.BYTES);
        for (int i = 0; i < count; i++) {
            bytes.putInt(crcs[i]);
        }
        return bytes.array();
    }

    /// The checksum of the table itself, which stands in the row.
    public int crc() {
        return crcOf(ByteBuffer.wrap(toBytes()));
    }

    /// CRC32C of what remains in the buffer, whose position does not move.
    public static int crcOf(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        return (int) crc.getValue();
    }
}
