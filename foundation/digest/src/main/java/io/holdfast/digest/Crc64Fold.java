package io.holdfast.digest;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Shortens a long message to a few KiB with the same CRC-64/NVME, without tables or multiplication
/// [Russell, "Chorba: A novel CRC32 implementation", 2024]. Owned by one call.
///
/// The sparse polynomial R(y) = yⁿ + Σ yⁿ⁻ᵈ over the distances d is a multiple of the CRC's, with y
/// = x; as squaring is linear, also with y = x⁶⁴, a word. So a word may be taken out of the message
/// when it is added to the words that follow it at those distances. What is left when all but the
/// last n words are out are those.
final class Crc64Fold {
    /// Distances in words; found by search, proved by the test.
    private static final int D1 = 231;

    private static final int D2 = 957;
    private static final int D3 = 1004;
    private static final int D4 = 1251;
    private static final int D5 = 1458;
    private static final int D6 = 1648;
    private static final int D7 = 1852;

    /// Words that are left: an even number.
    static final int LEFT = D7;

    /// Fewer bytes are not worth it.
    static final int BYTES_MIN = 4 * LEFT * Long.BYTES;

    /// Where it may be used: words are the machine's.
    static final boolean IS_POSSIBLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private static final int BLOCK_WORDS = 4096;

    // LEFT words that came before, then those of the block.
    private final long[] work = new long[LEFT + BLOCK_WORDS];
    private final MemorySegment workBytes = MemorySegment.ofArray(work);

    /// Takes out all whole words but the last {@link #LEFT}.
    ///
    /// @param state of the CRC before the message
    /// @return the words that are left, at its start; the state before them is 0
    long[] fold(MemorySegment message, long words, long state) {
        long out = words - LEFT;
        long at = 0;
        while (at < out) {
            int count = (int) Math.min(BLOCK_WORDS, out - at);
            load(message, at, count);
            if (at == 0) {
                work[LEFT] ^= state;
            }
            add(work, LEFT, LEFT + count);
            System.arraycopy(work, count, work, 0, LEFT);
            at += count;
        }
        return left(message, out);
    }

    private void load(MemorySegment message, long word, int count) {
        MemorySegment.copy(
                message,
                ValueLayout.JAVA_BYTE,
                word * Long.BYTES,
                workBytes,
                ValueLayout.JAVA_BYTE,
                (long) LEFT * Long.BYTES,
                (long) count * Long.BYTES);
    }

    /// Adds to each word those that were taken out at the distances before it.
    private static void add(long[] words, int from, int to) {
        for (int i = from; i < to; i++) {
            words[i] ^=
                    words[i - D1]
                            ^ words[i - D2]
                            ^ words[i - D3]
                            ^ words[i - D4]
                            ^ words[i - D5]
                            ^ words[i - D6]
                            ^ words[i - D7];
        }
    }

    /// The last words; what lies among themselves is not taken out.
    private long[] left(MemorySegment message, long word) {
        load(message, word, LEFT);
        long[] left = new long[LEFT];
        for (int i = 0; i < LEFT; i++) {
            left[i] =
                    work[LEFT + i]
                            ^ before(i, D1)
                            ^ before(i, D2)
                            ^ before(i, D3)
                            ^ before(i, D4)
                            ^ before(i, D5)
                            ^ before(i, D6)
                            ^ before(i, D7);
        }
        return left;
    }

    private long before(int i, int distance) {
        return i < distance ? work[LEFT + i - distance] : 0;
    }
}
