package io.holdfast.digest;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// CRC-64/NVME: reflected polynomial 0xad93d23594c93659, all ones before and after [NVM Express NVM
/// Command Set Specification 1.0, §5.2.1.3.4]. Sixteen bytes a step, one table for each of them
/// [Kounavis & Berry, "A systematic approach to building high performance, software-based, CRC
/// generators", ISCC 2005]; long messages are shortened before by {@link Crc64Fold}. Used by one
/// thread at a time.
final class Crc64Nvme implements java.util.zip.Checksum {
    /// 0xad93d23594c93659 with its bits reversed.
    static final long POLYNOMIAL = 0x9a6c9329ac4bc9b5L;

    private static final int STEP_BYTES = 16;
    private static final VarHandle ARRAY =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BUFFER =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    // TABLE[256 * n + b]: what byte b adds when n more bytes of the step follow it. 32 KiB.
    private static final long[] TABLE = table();

    private long state = -1;

    @Override
    public void update(int b) {
        state = state >>> 8 ^ TABLE[(int) (state ^ b) & 0xff];
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = offset;
        if (isLong(length)) {
            at += fold(MemorySegment.ofArray(bytes).asSlice(offset, length));
        }
        long crc = state;
        for (; at <= end - STEP_BYTES; at += STEP_BYTES) {
            crc = step(crc ^ (long) ARRAY.get(bytes, at), (long) ARRAY.get(bytes, at + 8));
        }
        state = crc;
        for (; at < end; at++) {
            update(bytes[at]);
        }
    }

    @Override
    public void update(ByteBuffer buffer) {
        int end = buffer.limit();
        int at = buffer.position();
        if (isLong(end - at)) {
            at += fold(MemorySegment.ofBuffer(buffer));
        }
        long crc = state;
        for (; at <= end - STEP_BYTES; at += STEP_BYTES) {
            crc = step(crc ^ (long) BUFFER.get(buffer, at), (long) BUFFER.get(buffer, at + 8));
        }
        state = crc;
        for (; at < end; at++) {
            update(buffer.get(at));
        }
        buffer.position(end);
    }

    @Override
    public long getValue() {
        return ~state;
    }

    @Override
    public void reset() {
        state = -1;
    }

    private static boolean isLong(int length) {
        return length >= Crc64Fold.BYTES_MIN && Crc64Fold.IS_POSSIBLE;
    }

    /// Takes all whole words.
    ///
    /// @return how many bytes they are
    private int fold(MemorySegment message) {
        long words = message.byteSize() / Long.BYTES;
        long crc = 0;
        long[] left = new Crc64Fold().fold(message, words, state);
        for (int i = 0; i < left.length; i += 2) {
            crc = step(crc ^ left[i], left[i + 1]);
        }
        state = crc;
        return (int) (words * Long.BYTES);
    }

    private static long step(long first, long second) {
        return half(first, 8) ^ half(second, 0);
    }

    /// What eight bytes add when {@code following} more bytes of the step come after them.
    private static long half(long bytes, int following) {
        return entry(following + 7, bytes)
                ^ entry(following + 6, bytes >>> 8)
                ^ entry(following + 5, bytes >>> 16)
                ^ entry(following + 4, bytes >>> 24)
                ^ entry(following + 3, bytes >>> 32)
                ^ entry(following + 2, bytes >>> 40)
                ^ entry(following + 1, bytes >>> 48)
                ^ entry(following, bytes >>> 56);
    }

    private static long entry(int following, long bytes) {
        return TABLE[following << 8 | ((int) bytes & 0xff)];
    }

    private static long[] table() {
        long[] table = new long[STEP_BYTES * 256];
        for (int b = 0; b < 256; b++) {
            long crc = b;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : POLYNOMIAL);
            }
            table[b] = crc;
        }
        for (int i = 256; i < table.length; i++) {
            long crc = table[i - 256];
            table[i] = crc >>> 8 ^ table[(int) crc & 0xff];
        }
        return table;
    }
}
