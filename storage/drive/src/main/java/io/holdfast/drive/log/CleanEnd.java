package io.holdfast.drive.log;

import io.holdfast.drive.disk.Aligned;
import io.holdfast.drive.disk.Disk;
import io.holdfast.drive.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.UUID;

/// The file that a drive leaves when it is closed in order, with the number of its last batch. A
/// log that ends there has no later batch, so that nobody needs to search for one: hundreds of MiB.
/// It is gone, durably, before the next batch is written.
///
/// ```
///  0       4            12            28      32
///  +-------+------------+-------------+-------+----- - -
///  | HFE1  | last batch | incarnation | CRC   | zeros
///  +-------+------------+-------------+-------+----- - -
/// ```
final class CleanEnd {
    static final String NAME = "end";
    private static final int MAGIC = 0x48464531;
    private static final int CRC_AT = 28;

    private CleanEnd() {}

    /// Writes the file, durably.
    static void leave(Disk disk, Path folder, UUID incarnation, long lastBatch) throws IOException {
        ByteBuffer block = Aligned.allocate(Aligned.BLOCK);
        block.putInt(MAGIC).putLong(lastBatch);
        block.putLong(incarnation.getMostSignificantBits());
        block.putLong(incarnation.getLeastSignificantBits());
        block.putInt(SegmentHeader.crcOf(block, CRC_AT));
        try (DiskFile file = disk.openForWriting(folder.resolve(NAME))) {
            file.write(block.clear(), 0);
            file.sync();
        }
        disk.syncFolder(folder);
    }

    /// Reads the file and removes it, durably.
    ///
    /// @return the last batch; empty when there is no such file, or not a whole one of this drive
    static OptionalLong take(Disk disk, Path folder, UUID incarnation) throws IOException {
        Path path = folder.resolve(NAME);
        ByteBuffer block = Aligned.allocate(Aligned.BLOCK);
        int got;
        try (DiskFile file = disk.openForReading(path)) {
            got = file.read(block, 0);
        } catch (NoSuchFileException _) {
            return OptionalLong.empty();
        }
        disk.delete(path);
        disk.syncFolder(folder);
        boolean isWhole =
                got == Aligned.BLOCK
                        && block.getInt(0) == MAGIC
                        && block.getInt(CRC_AT) == SegmentHeader.crcOf(block, CRC_AT)
                        && incarnation.equals(new UUID(block.getLong(12), block.getLong(20)));
        return isWhole ? OptionalLong.of(block.getLong(4)) : OptionalLong.empty();
    }
}
