package io.holdfast.interop;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// Bytes that follow from a seed and a place alone, so that any range of an object of any size can
/// be checked without keeping it. Any thread.
///
/// @param seed tells contents apart
/// @param sizeBytes 0 or more
public record Content(long seed, long sizeBytes) {
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BUFFER_BYTES = 1 << 16;

    public Content {
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("negative size " + sizeBytes);
        }
    }

    /// The whole content; only for sizes that fit into an array.
    public byte[] bytes() {
        return range(0, Math.toIntExact(sizeBytes));
    }

    /// The content's bytes from `offset` on, `length` of them.
    public byte[] range(long offset, int length) {
        byte[] bytes = new byte[length];
        fill(offset, bytes, 0, length);
        return bytes;
    }

    /// The whole content, made while it is read.
    public InputStream stream() {
        return stream(0, sizeBytes);
    }

    /// A part of the content, made while it is read.
    public InputStream stream(long offset, long length) {
        return new Generated(offset, length);
    }

    /// Reads `actual` to its end and tells where it departs from this content.
    ///
    /// @return -1 if it is equal, else the offset of the first difference
    public long mismatch(InputStream actual) throws IOException {
        byte[] read = new byte[BUFFER_BYTES];
        byte[] expected = new byte[BUFFER_BYTES];
        long at = 0;
        while (true) {
            int count = actual.readNBytes(read, 0, read.length);
            int due = (int) Math.min(read.length, sizeBytes - at);
            fill(at, expected, 0, due);
            int difference = Arrays.mismatch(read, 0, count, expected, 0, due);
            if (difference >= 0) {
                return at + difference;
            }
            if (count < read.length) {
                return -1;
            }
            at += count;
        }
    }

    /// Lower-case hexadecimal MD5, which is the ETag of an object put in one piece.
    public String md5() {
        try (InputStream in = stream()) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void fill(long offset, byte[] target, int from, int length) {
        long at = offset;
        int index = from;
        int end = from + length;
        while (index < end) {
            long word = word(at >>> 3);
            int skip = (int) (at & 7);
            if (skip == 0 && end - index >= Long.BYTES) {
                WORDS.set(target, index, word);
                index += Long.BYTES;
                at += Long.BYTES;
            } else {
                target[index++] = (byte) (word >>> (skip << 3));
                at++;
            }
        }
    }

    /// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
    private long word(long index) {
        long z = seed + index * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private final class Generated extends InputStream {
        private final long end;
        private long at;

        Generated(long offset, long length) {
            this.at = offset;
            this.end = offset + length;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int length) {
            if (at == end && length > 0) {
                return -1;
            }
            int count = (int) Math.min(length, end - at);
            fill(at, target, from, count);
            at += count;
            return count;
        }

        @Override
        public long skip(long count) {
            long skipped = Math.clamp(count, 0, end - at);
            at += skipped;
            return skipped;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, end - at);
        }
    }
}
