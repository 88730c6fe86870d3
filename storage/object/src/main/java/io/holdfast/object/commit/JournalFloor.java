package io.holdfast.object.commit;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;
import io.holdfast.drive.Drive;
import io.holdfast.drive.Family;
import io.holdfast.drive.RowRead;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import java.nio.charset.StandardCharsets;

/// Numbers that a drive's META keeps for the store.
public final class JournalFloor {
    /// Journal entries up to this number may have been trimmed.
    public static final byte[] KEY = "e.journal-floor".getBytes(StandardCharsets.UTF_8);

    /// Everything that changes up to this number left behind has been cleared away.
    public static final byte[] CLEANED_KEY = "e.cleaned".getBytes(StandardCharsets.UTF_8);

    private JournalFloor() {}

    public static long read(Drive drive) throws StoreException, InterruptedException {
        return read(drive, KEY);
    }

    public static long read(Drive drive, byte[] key) throws StoreException, InterruptedException {
        return switch (drive.read(Family.META, key, false).await()) {
            case RowRead.Found found -> new ByteReader(found.row().record()).i64();
            case RowRead.Absent _ -> 0;
            case RowRead.Failed _ ->
                    throw new StoreException(
                            StoreError.READ_QUORUM_LOST, "the source failed on the way");
        };
    }

    public static byte[] record(long sequence) {
        return new ByteWriter(8).i64(sequence).toBytes();
    }
}
