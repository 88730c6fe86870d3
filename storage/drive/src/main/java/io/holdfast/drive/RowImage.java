package io.holdfast.drive;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;
import org.jspecify.annotations.Nullable;

/// A row as the index stores it. What the row replaced is embedded, so that a change which is not
/// decided yet can be taken back with the row alone (rule 15).
///
/// ```
/// +-------+--------------+----------------+----------+---------------------+
/// | flags | writer 4 + 8 | record, length | location | prior image, if any |
/// +-------+--------------+----------------+----------+---------------------+
/// flags: 1 = has a prior, 2 = shares its location with the prior
/// ```
///
/// @param writer the change that wrote the record; a move keeps it
/// @param prior what the writer replaced. Only meaningful while the writer is undecided: once it is
///   decided the prior's shard is freed, and the image goes when the row is next written
/// @param sharesPrior the shard is the prior's: an update of metadata in place
@SuppressWarnings("ArrayRecordComponent") // never changed after construction
record RowImage(
        StreamPosition writer,
        byte[] record,
        Location location,
        @Nullable RowImage prior,
        boolean sharesPrior) {
    private static final int HAS_PRIOR = 1;
    private static final int SHARES_PRIOR = 2;

    Row row() {
        return new Row(record, location);
    }

    RowImage withPrior(@Nullable RowImage other) {
        return new RowImage(writer, record, location, other, sharesPrior && other != null);
    }

    RowImage withLocation(Location other) {
        return new RowImage(writer, record, other, prior, sharesPrior);
    }

    byte[] encode() {
        ByteWriter out = new ByteWriter(record.length + 64);
        for (RowImage image = this; image != null; image = image.prior) {
            int flags = (image.prior == null ? 0 : HAS_PRIOR);
            flags |= image.sharesPrior ? SHARES_PRIOR : 0;
            out.u8(flags);
            FieldCodec.write(out, image.writer);
            out.bytes(image.record);
            FieldCodec.write(out, image.location);
        }
        return out.toBytes();
    }

    /// The row that clients of the drive see, without building the priors.
    ///
    /// @throws IllegalArgumentException when the bytes are no row
    static Row decodeRow(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        in.u8();
        FieldCodec.position(in);
        return new Row(in.bytes(), FieldCodec.location(in));
    }

    /// @throws IllegalArgumentException when the bytes are no row
    static RowImage decode(byte[] bytes) {
        return decode(new ByteReader(bytes), 0);
    }

    private static RowImage decode(ByteReader in, int depth) {
        if (depth > UndecidedChanges.MAX) {
            throw new IllegalArgumentException("more priors than undecided changes");
        }
        int flags = in.u8();
        StreamPosition writer = FieldCodec.position(in);
        byte[] record = in.bytes();
        Location location = FieldCodec.location(in);
        RowImage prior = (flags & HAS_PRIOR) == 0 ? null : decode(in, depth + 1);
        return new RowImage(writer, record, location, prior, (flags & SHARES_PRIOR) != 0);
    }
}
