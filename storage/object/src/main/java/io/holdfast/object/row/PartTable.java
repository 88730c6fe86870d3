package io.holdfast.object.row;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/// The parts of a completed object in their order: inside the version's record when there are few,
/// else the record of a `T` row.
public final class PartTable {
    /// More parts than this go into a row of their own, so that listings stay light.
    public static final int INLINE_MAX = 8;

    private PartTable() {}

    public static byte[] write(List<PartRef> parts) {
        ByteWriter out = new ByteWriter(16 + parts.size() * 48);
        write(out, parts);
        return out.toBytes();
    }

    static void write(ByteWriter out, List<PartRef> parts) {
        out.varint(parts.size());
        parts.forEach(part -> part.write(out));
    }

    public static List<PartRef> read(byte[] record) {
        return read(new ByteReader(record));
    }

    static List<PartRef> read(ByteReader in) {
        int count = in.count(PartRef.BYTES_MIN);
        List<PartRef> parts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            parts.add(PartRef.read(in));
        }
        return parts;
    }
}
