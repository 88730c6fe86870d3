package io.holdfast.digest;

import java.nio.ByteBuffer;

/// One checksum being computed. Used by one thread at a time.
public sealed interface Checksum permits CrcChecksum, DigestChecksum {
    /// Adds the buffer's remaining bytes and moves its position to its limit.
    void update(ByteBuffer bytes);

    /// Adds a part of an array.
    void update(byte[] bytes, int offset, int length);

    /// The value over all bytes so far, big-endian as S3 transmits it. Ends the computation:
    /// nothing may be added afterwards.
    byte[] value();
}
