package io.holdfast.drive;

/// Where this drive keeps the shard of a row.
public sealed interface Location {
    /// The row has no data of its own: delete markers, tombstones, empty objects, sessions.
    record None() implements Location {
        static final None INSTANCE = new None();
    }

    /// In the drive's log.
    ///
    /// @param segment number of the segment file
    /// @param offset of the first byte in the file
    /// @param length in bytes
    /// @param crc CRC32C of the bytes
    record InLog(int segment, long offset, int length, int crc) implements Location {}

    /// In a file of its own.
    ///
    /// @param id the file's name
    /// @param length bytes of shard, without the checksum table
    /// @param chunkBytes bytes covered by one checksum; the last chunk may be shorter
    /// @param tableCrc CRC32C of the checksum table at the file's end
    record InFile(ShardId id, long length, int chunkBytes, int tableCrc) implements Location {}

    /// The row is here, its shard is not: a copy of the metadata only, to be healed (rule 18).
    record Missing() implements Location {
        static final Missing INSTANCE = new Missing();
    }

    static Location none() {
        return None.INSTANCE;
    }

    static Location missing() {
        return Missing.INSTANCE;
    }
}
