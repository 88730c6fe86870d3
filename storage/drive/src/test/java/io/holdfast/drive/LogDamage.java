package io.holdfast.drive;

import io.holdfast.drive.disk.RealDisk;
import io.holdfast.drive.log.BatchHeader;
import io.holdfast.drive.log.LogEnd;
import io.holdfast.drive.log.LogReader;
import io.holdfast.drive.log.Segments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Bits that rot in the log of a drive that is closed.
public final class LogDamage {
    private LogDamage() {}

    /// Flips a bit in the header of a batch in the middle of what the next start has to replay.
    public static void flipInTheMiddle(Path root) throws IOException {
        List<BatchHeader> batches = replayed(root);
        if (batches.size() < 3) {
            throw new IllegalStateException("there is no middle of " + batches);
        }
        BatchHeader middle = batches.get(batches.size() / 2);
        flip(root, middle.segment(), middle.offset() + 20);
    }

    private static List<BatchHeader> replayed(Path root) throws IOException {
        if (!(DriveProbe.of(root) instanceof DriveProbe.Formatted(DriveIdentity identity))) {
            throw new IllegalStateException(root + " is no drive");
        }
        long next;
        LogPosition from;
        try (IndexStore index = IndexStore.open(DriveFiles.index(root), LocalDrives.SMALL, null)) {
            MetaRows.Applied flushed = index.applied();
            from = flushed == null ? new LogPosition(1, LogEnd.NO_SEGMENT, 0) : flushed.next();
            next = from.batch();
        }
        List<BatchHeader> found = new ArrayList<>();
        try (Segments segments =
                Segments.open(
                        RealDisk.at(DriveFiles.folder(root)),
                        DriveFiles.log(root),
                        identity.incarnation(),
                        LocalDrives.SMALL.segmentBytes())) {
            LogEnd end =
                    new LogReader(segments)
                            .walk(
                                    from.segment(),
                                    from.offset(),
                                    next,
                                    0,
                                    next,
                                    (header, _, _) -> found.add(header));
            if (end instanceof LogEnd.Damaged) {
                throw new IllegalStateException(end.toString());
            }
        }
        return found;
    }

    static void flip(Path root, int segment, long offset) throws IOException {
        Path file = DriveFiles.log(root).resolve(Integer.toString(segment));
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, offset);
            one.put(0, (byte) (one.get(0) ^ 0x10));
            channel.write(one.rewind(), offset);
        }
    }
}
