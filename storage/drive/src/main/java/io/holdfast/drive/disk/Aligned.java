package io.holdfast.drive.disk;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Sizes and buffers that direct I/O accepts.
public final class Aligned {
    /// The block of the format: no file system in use asks for more, and a torn write is judged in
    /// these units.
    public static final int BLOCK = 4096;

    private Aligned() {}

    /// The next multiple of the block.
    public static long up(long bytes) {
        return (bytes + BLOCK - 1) & -BLOCK;
    }

    /// Native memory that begins at a block boundary; zeroed.
    public static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocateDirect(bytes + BLOCK).alignedSlice(BLOCK).slice(0, bytes);
    }

    /// True when direct I/O takes this memory as it is.
    public static boolean isAligned(MemorySegment memory) {
        return memory.isNative() && memory.address() % BLOCK == 0 && memory.byteSize() % BLOCK == 0;
    }
}
