package io.holdfast.base;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Reads what {@link ByteWriter} wrote. The input may come from a damaged disk or a stranger: every
/// length is checked against what is left, and nothing is allocated on the word of a length alone.
/// Not thread-safe.
public final class ByteReader {
    private final byte[] bytes;
    private int at;

    public ByteReader(byte[] bytes) {
        this(bytes, 0);
    }

    public ByteReader(byte[] bytes, int offset) {
        this.bytes = bytes;
        this.at = offset;
    }

    public int u8() {
        need(1);
        return bytes[at++] & 0xff;
    }

    public int i32() {
        need(4);
        at += 4;
        return Bytes.getInt(bytes, at - 4);
    }

    public long i64() {
        need(8);
        at += 8;
        return Bytes.getLong(bytes, at - 8);
    }

    public long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IllegalArgumentException("number too long at byte " + at);
    }

    /// A varint that counts things of at least {@code bytesEach} bytes, so that it cannot exceed
    /// the input.
    public int count(int bytesEach) {
        long count = varint();
        if (count < 0 || count > (bytes.length - at) / bytesEach) {
            throw new IllegalArgumentException("count " + count + " at byte " + at);
        }
        return (int) count;
    }

    public byte[] raw(int length) {
        need(length);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    public byte[] bytes() {
        long length = varint();
        need(length);
        return raw((int) length);
    }

    public String text() {
        int length = count(1);
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    public Map<String, String> texts() {
        int count = count(2);
        if (count == 0) {
            return Map.of();
        }
        Map<String, String> texts = HashMap.newHashMap(count);
        for (int i = 0; i < count; i++) {
            texts.put(text(), text());
        }
        return texts;
    }

    public boolean hasMore() {
        return at < bytes.length;
    }

    private void need(long count) {
        if (count < 0 || count > bytes.length - at) {
            throw new IllegalArgumentException("cut short at byte " + at);
        }
    }
}
