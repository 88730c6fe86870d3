package io.holdfast.drive.log;

import io.holdfast.drive.disk.Aligned;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/// The first block of a segment file, written and synced before the first batch of each use, and
/// when the file is prepared.
///
/// ```
///  0       4         8            16            24           40      44
///  +-------+---------+------------+-------------+------------+-------+----- - -
///  | HFS1  | segment | activation | first batch | incarnation| CRC   | zeros
///  +-------+---------+------------+-------------+------------+-------+----- - -
/// ```
///
/// @param segment number of the file
/// @param activation counts the uses of segments on this drive, so that blocks left over from an
///   earlier use are told apart; 0 in a file that was prepared and not used yet
/// @param firstBatch number of the batch that follows the header; 0 in a prepared file
/// @param incarnation of the drive
public record SegmentHeader(int segment, long activation, long firstBatch, UUID incarnation) {
    static final int MAGIC = 0x48465331;
    private static final int CRC_AT = 40;

    /// What the first block of a file turned out to be.
    public enum State {
        /// A header of this drive.
        VALID,
        /// A header that says that the file was prepared and not used yet.
        PREPARED,
        /// All zeros: the file was being prepared, or its header was lost.
        BLANK,
        /// Neither: damage, or a header torn by a power cut.
        BAD
    }

    static SegmentHeader prepared(int segment, UUID incarnation) {
        return new SegmentHeader(segment, 0, 0, incarnation);
    }

    /// A whole block, ready to be written.
    public ByteBuffer encode() {
        ByteBuffer block = Aligned.allocate(Aligned.BLOCK);
        block.putInt(MAGIC).putInt(segment).putLong(activation).putLong(firstBatch);
        block.putLong(incarnation.getMostSignificantBits());
        block.putLong(incarnation.getLeastSignificantBits());
        block.putInt(crcOf(block, CRC_AT));
        return block.clear();
    }

    /// The header in the block, if it is a valid one of that file and drive.
    public static Optional<SegmentHeader> decode(ByteBuffer block, int segment, UUID incarnation) {
        if (block.getInt(0) != MAGIC || block.getInt(CRC_AT) != crcOf(block, CRC_AT)) {
            return Optional.empty();
        }
        UUID of = new UUID(block.getLong(24), block.getLong(32));
        SegmentHeader header =
                new SegmentHeader(block.getInt(4), block.getLong(8), block.getLong(16), of);
        boolean isOurs = header.segment == segment && of.equals(incarnation);
        return isOurs ? Optional.of(header) : Optional.empty();
    }

    static State stateOf(ByteBuffer block, Optional<SegmentHeader> decoded) {
        if (decoded.isPresent()) {
            return decoded.get().activation() == 0 ? State.PREPARED : State.VALID;
        }
        return isBlank(block) ? State.BLANK : State.BAD;
    }

    /// Whether a block holds zeros only.
    static boolean isBlank(ByteBuffer block) {
        for (int i = 0; i < Aligned.BLOCK; i += Long.BYTES) {
            if (block.getLong(i) != 0) {
                return false;
            }
        }
        return true;
    }

    /// CRC32C of the first bytes of a block, for what begins with so many of them.
    static int crcOf(ByteBuffer block, int bytes) {
        CRC32C crc = new CRC32C();
        crc.update(block.duplicate().position(0).limit(bytes));
        return (int) crc.getValue();
    }
}
