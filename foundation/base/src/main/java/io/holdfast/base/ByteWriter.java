package io.holdfast.base;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// Appends numbers, texts and byte strings to a growing array: the one way in which our records are
/// written. Fixed numbers are big-endian; lengths and small counts are LEB128 varints. Not
/// thread-safe.
public final class ByteWriter {
    private byte[] buffer;
    private int length;

    public ByteWriter(int expectedBytes) {
        buffer = new byte[expectedBytes];
    }

    public ByteWriter u8(int value) {
        room(1);
        buffer[length++] = (byte) value;
        return this;
    }

    public ByteWriter i32(int value) {
        room(4);
        Bytes.putInt(buffer, length, value);
        length += 4;
        return this;
    }

    public ByteWriter i64(long value) {
        room(8);
        Bytes.putLong(buffer, length, value);
        length += 8;
        return this;
    }

    /// An unsigned LEB128 varint of at most ten bytes.
    public ByteWriter varint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            buffer[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[length++] = (byte) rest;
        return this;
    }

    /// Bytes without a length.
    public ByteWriter raw(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
        return this;
    }

    /// A varint length, then the bytes.
    public ByteWriter bytes(byte[] bytes) {
        return varint(bytes.length).raw(bytes);
    }

    /// UTF-8 behind its length in bytes.
    public ByteWriter text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A count, then key and value texts in the order of the keys, so that equal maps give equal
    /// bytes.
    public ByteWriter texts(Map<String, String> texts) {
        varint(texts.size());
        if (!texts.isEmpty()) {
            new TreeMap<>(texts).forEach((key, value) -> text(key).text(value));
        }
        return this;
    }

    public int length() {
        return length;
    }

    /// A copy of what was written.
    public byte[] toBytes() {
        return Arrays.copyOf(buffer, length);
    }

    private void room(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
