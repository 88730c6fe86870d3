package io.holdfast.digest;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// One message's digest so far: the RFC's four words and the bytes that do not fill a block yet.
/// Used by one thread at a time; whoever hands it over orders the accesses.
final class Md5State {
    static final int BLOCK_BYTES = 64;

    /// Words as they lie in messages.
    static final ValueLayout.OfInt WORD =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    // 4 KiB: long enough to make the copy cheap, short enough to stay in the first-level cache.
    private static final int CHUNK_WORDS = 1024;

    final int[] words = ScalarMd5.initialState();
    private final int[] pending = new int[ScalarMd5.BLOCK_WORDS];
    private final MemorySegment pendingBytes = MemorySegment.ofArray(pending);
    private int pendingLength;
    private long length;

    /// Takes bytes until the pending block is full or the bytes end.
    ///
    /// @return how many were taken; whole blocks may follow from there
    int takeHead(MemorySegment bytes) {
        if (pendingLength == 0) {
            return 0;
        }
        int taken = (int) Math.min(BLOCK_BYTES - pendingLength, bytes.byteSize());
        append(bytes, 0, taken);
        if (pendingLength == BLOCK_BYTES) {
            compressPending();
        }
        return taken;
    }

    /// Counts bytes whose blocks were added to {@link #words} elsewhere.
    void addLength(long bytes) {
        length += bytes;
    }

    /// Keeps the end of an update, less than a block, for the next one.
    void takeTail(MemorySegment bytes, long from) {
        append(bytes, from, (int) (bytes.byteSize() - from));
    }

    /// Adds all bytes on this thread.
    void update(MemorySegment bytes) {
        long at = takeHead(bytes);
        long whole = (bytes.byteSize() - at) / BLOCK_BYTES;
        int[] chunk = new int[(int) Math.min(CHUNK_WORDS, whole * ScalarMd5.BLOCK_WORDS)];
        while (whole > 0) {
            int blocks = (int) Math.min(whole, chunk.length / ScalarMd5.BLOCK_WORDS);
            load(bytes, at, chunk, 0, blocks);
            ScalarMd5.compress(words, chunk, 0, blocks);
            long taken = (long) blocks * BLOCK_BYTES;
            length += taken;
            at += taken;
            whole -= blocks;
        }
        takeTail(bytes, at);
    }

    /// Pads and ends the message [RFC 1321 §3.1, §3.2].
    byte[] finish() {
        long bits = length * Byte.SIZE;
        append(MemorySegment.ofArray(new byte[] {(byte) 0x80}), 0, 1);
        if (pendingLength > BLOCK_BYTES - Long.BYTES) {
            pendingBytes.asSlice(pendingLength).fill((byte) 0);
            compressPending();
        }
        pendingBytes.asSlice(pendingLength).fill((byte) 0);
        pendingBytes.set(WORD, BLOCK_BYTES - 8, (int) bits);
        pendingBytes.set(WORD, BLOCK_BYTES - 4, (int) (bits >>> Integer.SIZE));
        compressPending();
        ByteBuffer digest = ByteBuffer.allocate(Md5Stream.DIGEST_BYTES);
        digest.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(words);
        return digest.array();
    }

    /// Copies whole blocks into an array of words, whatever kind of memory they lie in.
    static void load(MemorySegment bytes, long at, int[] words, int to, int blocks) {
        MemorySegment.copy(bytes, WORD, at, words, to, blocks * ScalarMd5.BLOCK_WORDS);
    }

    private void append(MemorySegment bytes, long from, int count) {
        MemorySegment.copy(bytes, from, pendingBytes, pendingLength, count);
        pendingLength += count;
        length += count;
    }

    private void compressPending() {
        // Once as bytes, once as words: the same in memory only on little-endian machines.
        int[] block = new int[ScalarMd5.BLOCK_WORDS];
        load(pendingBytes, 0, block, 0, 1);
        ScalarMd5.compress(words, block, 0, 1);
        pendingLength = 0;
    }
}
