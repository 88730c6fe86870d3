package io.holdfast.digest;

import java.nio.ByteBuffer;

/// A cyclic redundancy check behind the common interface.
final class CrcChecksum implements Checksum {
    private final java.util.zip.Checksum crc;
    private final int bytes;

    CrcChecksum(java.util.zip.Checksum crc, int bytes) {
        this.crc = crc;
        this.bytes = bytes;
    }

    @Override
    public void update(ByteBuffer buffer) {
        crc.update(buffer);
    }

    @Override
    public void update(byte[] array, int offset, int length) {
        crc.update(array, offset, length);
    }

    @Override
    public byte[] value() {
        return Checksums.bigEndian(crc.getValue(), bytes);
    }
}
