package io.holdfast.drive;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;

/// Where a batch begins in the drive's log.
///
/// @param batch its number; only rises
/// @param segment number of the segment file
/// @param offset in the segment, in bytes
record LogPosition(long batch, int segment, long offset) {
    static final LogPosition NONE = new LogPosition(0, 0, 0);

    void write(ByteWriter out) {
        out.i64(batch).i32(segment).i64(offset);
    }

    static LogPosition read(ByteReader in) {
        return new LogPosition(in.i64(), in.i32(), in.i64());
    }
}
