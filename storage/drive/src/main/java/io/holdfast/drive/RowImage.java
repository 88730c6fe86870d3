package io.holdfast.drive;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;
import java.util.ArrayList;
import java.util.List;
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
        ByteReader in = new ByteReader(bytes);
        List<RowImage> chain = new ArrayList<>(1);
        boolean hasPrior = true;
        while (hasPrior) {
            if (chain.size() > UndecidedChanges.MAX) {
                throw new IllegalArgumentException("more priors than undecided changes");
            }
            int flags = in.u8();
            chain.add(
                    new RowImage(
                            FieldCodec.position(in),
                            in.bytes(),
                            FieldCodec.location(in),
                            null,
                            (flags & SHARES_PRIOR) != 0));
            hasPrior = (flags & HAS_PRIOR) != 0;
        }
        // From the innermost outwards: a chain from a damaged disk must not end on the stack.
        RowImage image = chain.removeLast();
        for (RowImage outer : chain.reversed()) {
            image =
                    new RowImage(
                            outer.writer, outer.record, outer.location, image, outer.sharesPrior);
        }
        return image;
    }
}
