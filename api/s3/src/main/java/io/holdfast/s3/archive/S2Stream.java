package io.holdfast.s3.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// Reads the frames of Snappy and of S2, which MinIO's clients write [Snappy: framing_format.txt].
/// Holds one block, of at most 4 MiB, packed and plain. One thread.
final class S2Stream extends InputStream {
    static final int BLOCK_BYTES_MAX = 4 << 20;

    private static final int PACKED = 0x00;
    private static final int PLAIN = 0x01;
    private static final int FIRST_SKIPPED = 0x80;
    private static final int IDENTIFIER = 0xff;
    private static final int IDENTIFIER_BYTES = 6;
    private static final int CHECKSUM_BYTES = 4;

    /// What Snappy adds at most to a block that does not shrink.
    private static final int FRAME_BYTES_MAX =
            CHECKSUM_BYTES + 32 + BLOCK_BYTES_MAX + BLOCK_BYTES_MAX / 6;

    private final InputStream source;
    private byte[] frame = new byte[0];
    private byte[] block = new byte[0];
    private int at;
    private int end;

    S2Stream(InputStream source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? block[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, end - at);
        System.arraycopy(block, at, into, offset, count);
        at += count;
        return count;
    }

    private boolean hasMore() throws IOException {
        while (at == end) {
            int kind = source.read();
            if (kind < 0) {
                return false;
            }
            take(kind, number(source.readNBytes(3), 3));
        }
        return true;
    }

    private void take(int kind, int length) throws IOException {
        if (kind == IDENTIFIER) {
            if (length != IDENTIFIER_BYTES) {
                throw new ArchiveException("it is compressed in an unknown way");
            }
            skip(length);
        } else if (kind >= FIRST_SKIPPED) {
            skip(length);
        } else if (kind == PACKED || kind == PLAIN) {
            if (length < CHECKSUM_BYTES || length > FRAME_BYTES_MAX) {
                throw new ArchiveException("a block has an impossible length");
            }
            unpack(kind == PACKED, length);
        } else {
            throw new ArchiveException("it is compressed in an unknown way");
        }
    }

    private void skip(int length) throws IOException {
        try {
            source.skipNBytes(length);
        } catch (EOFException _) {
            throw cut();
        }
    }

    private void unpack(boolean isPacked, int length) throws IOException {
        frame = withRoom(frame, length);
        if (source.readNBytes(frame, 0, length) < length) {
            throw cut();
        }
        at = 0;
        if (isPacked) {
            S2Block packed = new S2Block(frame, CHECKSUM_BYTES, length);
            end = 0;
            int plain = packed.readLength(BLOCK_BYTES_MAX);
            block = withRoom(block, plain);
            packed.decode(block);
            end = plain;
        } else {
            end = length - CHECKSUM_BYTES;
            block = withRoom(block, end);
            System.arraycopy(frame, CHECKSUM_BYTES, block, 0, end);
        }
        CRC32C crc = new CRC32C();
        crc.update(block, 0, end);
        if (masked((int) crc.getValue()) != number(frame, CHECKSUM_BYTES)) {
            throw new ArchiveException("a block does not have its checksum");
        }
    }

    /// As the frames keep it, so that a checksum over checksums is none of the same.
    static int masked(int crc) {
        return Integer.rotateRight(crc, 15) + 0xa282ead8;
    }

    private static byte[] withRoom(byte[] array, int length) {
        return array.length >= length ? array : Arrays.copyOf(array, length);
    }

    private static EOFException cut() {
        return new EOFException("it ends within a block");
    }

    private static int number(byte[] bytes, int count) throws EOFException {
        if (bytes.length < count) {
            throw cut();
        }
        int number = 0;
        for (int i = 0; i < count; i++) {
            number |= (bytes[i] & 0xff) << (8 * i);
        }
        return number;
    }
}
