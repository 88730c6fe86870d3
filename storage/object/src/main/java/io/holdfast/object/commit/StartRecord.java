package io.holdfast.object.commit;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;
import io.holdfast.drive.Drive;
import io.holdfast.drive.Family;
import io.holdfast.drive.OpsWriter;
import io.holdfast.drive.RowRead;
import io.holdfast.drive.StreamPosition;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What the last START decided of earlier epochs, kept in the META of every drive that took it
/// (rules 8a and 9): without it, the next leader would take what that START kept for void as soon
/// as one drive has heard of it.
///
/// ```
/// epoch 4 · number 4 · count 4 · kept: (epoch 4 · ordinal 8) each · count 4 · in doubt: (epoch 4 · ordinal 8) each
/// ```
///
/// @param number of this START among those of its epoch: a later one knows more
public record StartRecord(
        int epoch, int number, List<StreamPosition> kept, List<StreamPosition> inDoubt) {
    /// Name of the row.
    public static final byte[] KEY = "e.start".getBytes(StandardCharsets.UTF_8);

    static final StartRecord NONE = new StartRecord(0, 0, List.of(), List.of());

    public StartRecord {
        kept = List.copyOf(kept);
        inDoubt = List.copyOf(inDoubt);
    }

    /// @throws IllegalArgumentException when the bytes are no such record
    static StartRecord read(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        return new StartRecord(in.i32(), in.i32(), positions(in), positions(in));
    }

    /// What the drive holds of the last START that it took.
    ///
    /// @throws StoreException READ_QUORUM_LOST when the drive fails
    static StartRecord of(Drive drive) throws StoreException, InterruptedException {
        return row(drive, Family.META, KEY) instanceof RowRead.Found found
                ? read(found.row().record())
                : NONE;
    }

    /// A row of a drive that is being taken over.
    static RowRead row(Drive drive, Family family, byte[] key)
            throws StoreException, InterruptedException {
        RowRead row = drive.read(family, key, false).await();
        if (row instanceof RowRead.Failed) {
            throw new StoreException(
                    StoreError.READ_QUORUM_LOST, "a drive failed while it was taken over");
        }
        return row;
    }

    private static List<StreamPosition> positions(ByteReader in) {
        int count = in.i32();
        if (count < 0) {
            throw new IllegalArgumentException("a list of " + count + " positions");
        }
        List<StreamPosition> positions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            positions.add(new StreamPosition(in.i32(), in.i64()));
        }
        return positions;
    }

    /// The START of this record's epoch, and the row that tells of it, in one change.
    ///
    /// @param finished kept changes that need nothing more
    /// @param undecided changes that the drives go on holding as undecided
    public OpsWriter ops(List<StreamPosition> finished, List<StreamPosition> undecided) {
        return new OpsWriter()
                .start(epoch, finished, undecided)
                .set(Family.META, KEY, toBytes(), new OpsWriter.Shard.None());
    }

    /// The record of the later START.
    StartRecord orLater(StartRecord other) {
        boolean isLater = other.epoch == epoch ? other.number > number : other.epoch > epoch;
        return isLater ? other : this;
    }

    byte[] toBytes() {
        ByteWriter out = new ByteWriter(64).i32(epoch).i32(number);
        for (List<StreamPosition> some : List.of(kept, inDoubt)) {
            out.i32(some.size());
            some.forEach(position -> out.i32(position.epoch()).i64(position.ordinal()));
        }
        return out.toBytes();
    }
}
