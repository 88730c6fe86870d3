package io.holdfast.digest;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// CRC-32C (Castagnoli) in one call: the check of everything that lies on a drive [RFC 3720
/// appendix B.4]. Stateless.
public final class Crc32c {
    // A segment reaches the JDK's intrinsic through buffers, which hold less than 2 GiB.
    private static final long SLICE_BYTES = 1 << 30;

    private Crc32c() {}

    public static int of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    public static int of(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    /// Of the remaining bytes; position and limit stay.
    public static int of(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        return (int) crc.getValue();
    }

    /// Of a segment on the heap's byte arrays or off the heap.
    public static int of(MemorySegment bytes) {
        CRC32C crc = new CRC32C();
        long size = bytes.byteSize();
        for (long at = 0; at < size; at += SLICE_BYTES) {
            crc.update(bytes.asSlice(at, Math.min(SLICE_BYTES, size - at)).asByteBuffer());
        }
        return (int) crc.getValue();
    }
}
