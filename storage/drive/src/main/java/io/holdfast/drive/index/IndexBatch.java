package io.holdfast.drive.index;

import java.util.Arrays;

/// Row writes in the form in which RocksDB takes a batch, so that one JNI call hands over all of it
/// [RocksDB: db/write_batch.cc, "WriteBatch::rep_"]. Not thread-safe.
///
/// ```
/// sequence 8 (zero) · count 4 · records
/// record: 5 · family varint · key length varint · key · value length varint · value    a put
///         4 · family varint · key length varint · key                                  a deletion
/// ```
///
/// The count is little-endian.
public final class IndexBatch {
    private static final int HEADER = 12;
    private static final int PUT = 5;
    private static final int DELETE = 4;

    private byte[] buffer = new byte[16 << 10];
    private int length = HEADER;
    private int count;

    public void put(int family, byte[] key, byte[] value) {
        u8(PUT);
        varint(family);
        bytes(key);
        bytes(value);
        count++;
    }

    public void remove(int family, byte[] key) {
        u8(DELETE);
        varint(family);
        bytes(key);
        count++;
    }

    byte[] toBytes() {
        for (int i = 0; i < 4; i++) {
            buffer[8 + i] = (byte) (count >>> (8 * i));
        }
        return Arrays.copyOf(buffer, length);
    }

    private void u8(int value) {
        room(1);
        buffer[length++] = (byte) value;
    }

    private void varint(int value) {
        room(5);
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            buffer[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[length++] = (byte) rest;
    }

    private void bytes(byte[] bytes) {
        varint(bytes.length);
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void room(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
