package io.holdfast.drive;

import io.holdfast.drive.disk.FileSystemSpace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file of zeros that takes room for as long as the file system has some, and is given up when it
/// has none: so that the index of a full drive can still be opened and flushed, and deletions be
/// made. One thread at a time.
final class SpaceReserve {
    private static final int SHARE_OF_TOTAL = 32;
    private static final int PIECE_BYTES = 1 << 20;

    private final Path root;
    private final Path file;
    private final long bytesMax;

    /// @param bytesMax how much to set aside; less on small file systems, 0 for nothing
    SpaceReserve(Path root, long bytesMax) {
        this.root = root;
        this.file = DriveFiles.reserve(root);
        this.bytesMax = bytesMax;
    }

    /// Before the drive is opened: gives the reserve up when there is less room than it takes.
    void releaseIfFull() throws IOException {
        FileSystemSpace space = FileSystemSpace.of(root);
        if (space.freeBytes() < bytes(space.totalBytes())) {
            release();
        }
    }

    /// Gives the room back to the file system.
    ///
    /// @return whether there was something to give
    boolean release() throws IOException {
        return Files.deleteIfExists(file);
    }

    /// Sets the room aside again once there is plenty. A crash on the way leaves a shorter file,
    /// which counts as none.
    void hold(DriveSpace space) throws IOException {
        long bytes = bytes(space.totalBytes());
        if (bytes == 0 || isHeld(bytes) || space.isLowAfter(2 * bytes)) {
            return;
        }
        try (FileChannel out =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocateDirect(PIECE_BYTES);
            for (long left = bytes; left > 0; left -= zeros.limit()) {
                zeros.clear().limit((int) Math.min(PIECE_BYTES, left));
                while (zeros.hasRemaining()) {
                    out.write(zeros);
                }
            }
            out.force(false);
        }
    }

    private boolean isHeld(long bytes) throws IOException {
        return Files.exists(file) && Files.size(file) >= bytes;
    }

    private long bytes(long totalBytes) {
        return Math.min(bytesMax, totalBytes / SHARE_OF_TOTAL);
    }
}
