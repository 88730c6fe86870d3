package io.holdfast.drive.log;

import io.holdfast.drive.disk.Aligned;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/// The first 128 bytes of a batch; payload, items and zeros up to the next block follow.
///
/// ```
///  0      4         8       12            16          20         24       32
///  +------+---------+-------+-------------+-----------+----------+--------+---------+
///  | HFB1 | payload | items | payload CRC | items CRC | previous | number | segment |
///  +------+---------+-------+-------------+-----------+----------+--------+---------+
///  36           44       52           56             64              124
///  +------------+--------+------------+--------------+----- - - -----+-----+
///  | activation | offset | mark epoch | mark ordinal | zeros         | CRC |
///  +------------+--------+------------+--------------+----- - - -----+-----+
/// ```
///
/// The CRC covers the drive's incarnation and bytes 0…123. Place and activation are part of it, so
/// that neither an old batch in a recycled segment nor a client's bytes that look like a header are
/// ever taken for one.
///
/// @param payloadBytes length of the shards
/// @param itemsBytes length of the items
/// @param previousCrc CRC of the header of the batch before
/// @param number dense, from 1
/// @param offset of this header in the segment
public record BatchHeader(
        int payloadBytes,
        int itemsBytes,
        int payloadCrc,
        int itemsCrc,
        int previousCrc,
        long number,
        int segment,
        long activation,
        long offset,
        int markEpoch,
        long markOrdinal) {
    /// Length of a header; the payload begins here.
    public static final int BYTES = 128;

    static final int MAGIC = 0x48464231;
    private static final int CRC_AT = 124;

    /// Length of the whole batch in the segment.
    public long totalBytes() {
        return totalBytes(payloadBytes, itemsBytes);
    }

    static long totalBytes(long payloadBytes, long itemsBytes) {
        return Aligned.up(BYTES + payloadBytes + itemsBytes);
    }

    /// Where the items begin in the segment.
    long itemsOffset() {
        return offset + BYTES + payloadBytes;
    }

    /// Writes the header at the buffer's start.
    ///
    /// @return its CRC, which the next batch repeats
    public int encode(ByteBuffer into, UUID incarnation) {
        ByteBuffer block = into.duplicate().position(0);
        block.putInt(MAGIC).putInt(payloadBytes).putInt(itemsBytes);
        block.putInt(payloadCrc).putInt(itemsCrc).putInt(previousCrc).putLong(number);
        block.putInt(segment).putLong(activation).putLong(offset);
        block.putInt(markEpoch).putLong(markOrdinal);
        while (block.position() < CRC_AT) {
            block.putInt(0);
        }
        int crc = crcOf(block, incarnation);
        block.putInt(crc);
        return crc;
    }

    /// The header at the block's start, if it is a valid one of that place.
    static Optional<BatchHeader> decode(
            ByteBuffer block, UUID incarnation, int segment, long offset) {
        if (block.getInt(0) != MAGIC || crcAt(block) != crcOf(block, incarnation)) {
            return Optional.empty();
        }
        BatchHeader header =
                new BatchHeader(
                        block.getInt(4),
                        block.getInt(8),
                        block.getInt(12),
                        block.getInt(16),
                        block.getInt(20),
                        block.getLong(24),
                        block.getInt(32),
                        block.getLong(36),
                        block.getLong(44),
                        block.getInt(52),
                        block.getLong(56));
        boolean isHere = header.segment == segment && header.offset == offset;
        boolean hasLengths = header.payloadBytes >= 0 && header.itemsBytes >= 0;
        return isHere && hasLengths ? Optional.of(header) : Optional.empty();
    }

    /// The checksum that the block claims.
    static int crcAt(ByteBuffer block) {
        return block.getInt(CRC_AT);
    }

    private static int crcOf(ByteBuffer block, UUID incarnation) {
        ByteBuffer seed = ByteBuffer.allocate(16);
        seed.putLong(incarnation.getMostSignificantBits());
        seed.putLong(incarnation.getLeastSignificantBits()).flip();
        CRC32C crc = new CRC32C();
        crc.update(seed);
        crc.update(block.duplicate().position(0).limit(CRC_AT));
        return (int) crc.getValue();
    }
}
