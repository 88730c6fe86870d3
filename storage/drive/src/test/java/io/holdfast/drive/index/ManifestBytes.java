package io.holdfast.drive.index;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// Writes records as RocksDB writes a manifest.
public final class ManifestBytes {
    private static final int BLOCK_BYTES = 32 << 10;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final boolean hasLogNumber;

    /// @param hasLogNumber whether each piece carries one, as in logs that are used again
    public ManifestBytes(boolean hasLogNumber) {
        this.hasLogNumber = hasLogNumber;
    }

    /// Goes on behind these bytes.
    public static ManifestBytes after(byte[] bytes, boolean hasLogNumber) {
        ManifestBytes manifest = new ManifestBytes(hasLogNumber);
        manifest.out.writeBytes(bytes);
        return manifest;
    }

    int headerBytes() {
        return hasLogNumber ? 11 : 7;
    }

    public int length() {
        return out.size();
    }

    public byte[] toBytes() {
        return out.toByteArray();
    }

    public ManifestBytes add(byte[] record) {
        int done = 0;
        boolean isFirst = true;
        boolean isLast = false;
        while (!isLast) {
            int left = BLOCK_BYTES - out.size() % BLOCK_BYTES;
            if (left < headerBytes()) {
                out.writeBytes(new byte[left]);
                left = BLOCK_BYTES;
            }
            int length = Math.min(record.length - done, left - headerBytes());
            isLast = done + length == record.length;
            piece(isFirst ? (isLast ? 1 : 2) : (isLast ? 4 : 3), record, done, length);
            done += length;
            isFirst = false;
        }
        return this;
    }

    private void piece(int type, byte[] record, int from, int length) {
        ByteBuffer piece =
                ByteBuffer.allocate(headerBytes() + length).order(ByteOrder.LITTLE_ENDIAN);
        piece.putInt(0).putShort((short) length).put((byte) (hasLogNumber ? type + 4 : type));
        if (hasLogNumber) {
            piece.putInt(0);
        }
        piece.put(record, from, length);
        CRC32C crc = new CRC32C();
        crc.update(piece.array(), 6, piece.capacity() - 6);
        int value = (int) crc.getValue();
        piece.putInt(0, ((value >>> 15) | (value << 17)) + 0xa282ead8);
        out.writeBytes(piece.array());
    }
}
