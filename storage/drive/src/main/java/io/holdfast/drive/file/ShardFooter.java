package io.holdfast.drive.file;

import java.nio.ByteBuffer;
import java.util.Optional;

/// The last 64 bytes of a shard file.
///
/// ```
///  0      4         8         24            28       36          40          60    64
///  +------+---------+---------+-------------+--------+-----------+-----------+-----+
///  | HFT1 | version | id      | chunk bytes | length | table CRC | zeros     | CRC |
///  +------+---------+---------+-------------+--------+-----------+-----------+-----+
/// ```
record ShardFooter(long idHigh, long idLow, int chunkBytes, long length, int tableCrc) {
    static final int BYTES = 64;
    private static final int MAGIC = 0x48465431;
    private static final int VERSION = 1;
    private static final int CRC_AT = 60;

    void encode(ByteBuffer into, int at) {
        ByteBuffer footer = into.slice(at, BYTES);
        footer.putInt(MAGIC).putInt(VERSION).putLong(idHigh).putLong(idLow);
        footer.putInt(chunkBytes).putLong(length).putInt(tableCrc);
        footer.putInt(CRC_AT, ChecksumTable.crcOf(footer.slice(0, CRC_AT)));
    }

    static Optional<ShardFooter> decode(ByteBuffer footer) {
        boolean isIntact =
                footer.getInt(0) == MAGIC
                        && footer.getInt(4) == VERSION
                        && footer.getInt(CRC_AT) == ChecksumTable.crcOf(footer.slice(0, CRC_AT));
        return isIntact
                ? Optional.of(
                        new ShardFooter(
                                footer.getLong(8),
                                footer.getLong(16),
                                footer.getInt(24),
                                footer.getLong(28),
                                footer.getInt(36)))
                : Optional.empty();
    }
}
