package io.holdfast.cluster.copy;

import io.holdfast.base.Bytes;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The frame around each record of a copy's file.
///
/// ```
///  0       4      5        9        13
///  +-------+------+--------+--------+---------+
///  | magic | kind | length | CRC32C | payload |   integers big-endian
///  +-------+------+--------+--------+---------+
/// ```
///
/// The checksum covers kind, length and payload.
///
/// @param payload verified
/// @param end offset behind the record
@SuppressWarnings("ArrayRecordComponent") // handed over, not shared
record RecordFrame(byte kind, byte[] payload, int end) {
    static final int HEADER_BYTES = 13;

    /// "HFRR": lets a reader that met a bad record look for valid ones behind it.
    private static final int MAGIC = 0x48465252;

    static byte[] wrap(CopyRecord record) {
        byte[] payload = CopyRecord.payload(record);
        byte[] frame = new byte[HEADER_BYTES + payload.length];
        Bytes.putInt(frame, 0, MAGIC);
        frame[4] = CopyRecord.kind(record);
        Bytes.putInt(frame, 5, payload.length);
        System.arraycopy(payload, 0, frame, HEADER_BYTES, payload.length);
        Bytes.putInt(frame, 9, checksum(frame, 0, payload.length));
        return frame;
    }

    /// The record at the offset; null when no valid one starts there.
    static @Nullable RecordFrame at(byte[] file, int offset) {
        if (file.length - offset < HEADER_BYTES || Bytes.getInt(file, offset) != MAGIC) {
            return null;
        }
        int length = Bytes.getInt(file, offset + 5);
        if (length < 0 || length > file.length - offset - HEADER_BYTES) {
            return null;
        }
        if (Bytes.getInt(file, offset + 9) != checksum(file, offset, length)) {
            return null;
        }
        int start = offset + HEADER_BYTES;
        return new RecordFrame(
                file[offset + 4], Arrays.copyOfRange(file, start, start + length), start + length);
    }

    /// Whether a valid record starts anywhere behind the offset. If so, the bad record at the
    /// offset is damage; if not, it is the torn end of a write that was never acknowledged.
    static boolean isAnyBehind(byte[] file, int offset) {
        for (int i = offset + 1; i <= file.length - HEADER_BYTES; i++) {
            if (at(file, i) != null) {
                return true;
            }
        }
        return false;
    }

    private static int checksum(byte[] file, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(file, offset + 4, 5);
        crc.update(file, offset + HEADER_BYTES, length);
        return (int) crc.getValue();
    }
}
