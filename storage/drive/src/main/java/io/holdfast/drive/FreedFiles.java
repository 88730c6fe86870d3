package io.holdfast.drive;

import io.holdfast.drive.disk.Disk;
import io.holdfast.drive.disk.DiskFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shard files that nothing names any more, kept to be written over: blocks that a file has already
/// take more bytes a second than blocks that the file system has to find first, and a sync of them
/// writes no journal (docs/decisions/0082-freed-files-are-written-over.md). They lie in a folder of
/// their own under the id that they had. Nothing is lost with them: a start deletes what it finds.
/// Any thread; blocks on the medium.
final class FreedFiles {
    private static final Logger log = LoggerFactory.getLogger(FreedFiles.class);

    /// On one drive, and a hundredth of its size at most.
    private static final long BYTES_MAX = 1 << 30;

    private static final int SHARE_OF_TOTAL = 100;

    private final Path folder;
    private final Disk disk;
    private final Map<ShardId, Integer> readers = new ConcurrentHashMap<>();
    private final Map<Path, Long> sizes = new LinkedHashMap<>();
    private long bytesMax;
    private boolean isCleared;
    private boolean isFolderMade;

    FreedFiles(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /// How much may be kept: nothing where the room would soon be missed, and nothing before the
    /// first call, which deletes what an earlier process has left. One thread.
    void limit(DriveSpace space) throws IOException {
        if (!isCleared) {
            clear();
            isCleared = true;
        }
        long most = Math.min(BYTES_MAX, space.totalBytes() / SHARE_OF_TOTAL);
        synchronized (this) {
            bytesMax = space.isLowAfter(2 * most) ? 0 : most;
        }
        shrink();
    }

    /// Called before somebody opens the file to read it, so that it is not written over meanwhile.
    void reading(ShardId id) {
        readers.merge(id, 1, Integer::sum);
    }

    /// Called when the file is closed, or was not opened after all.
    void read(ShardId id) {
        readers.computeIfPresent(id, (_, count) -> count == 1 ? null : count - 1);
    }

    /// Takes the file away from its name, which is not durable yet; not an error when it is not
    /// there.
    void free(ShardId id, Path file) throws IOException {
        Path kept = folder.resolve(id.toString());
        if (!isKeeping() || !isMoved(file, kept)) {
            disk.delete(file);
            return;
        }
        // Whoever opens it from now on finds no file, and whoever has it open stands in the map.
        if (readers.containsKey(id)) {
            disk.delete(kept);
            return;
        }
        add(kept);
        shrink();
    }

    /// Gives a file of exactly this size the name of a new one.
    ///
    /// @return false when there is none
    boolean reuse(long size, Path as) {
        Optional<Path> found = take(size);
        return found.isPresent() && isMoved(found.get(), as);
    }

    private void clear() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                disk.delete(file);
            }
        } catch (NoSuchFileException _) {
            // Nothing was ever freed on this drive.
        }
    }

    /// A file system without room for another name may still delete.
    private boolean isMoved(Path file, Path to) {
        try {
            makeFolder();
            disk.rename(file, to);
            return true;
        } catch (IOException e) {
            log.debug("{} is not kept: {}", file, e.toString());
            return false;
        }
    }

    private synchronized boolean isKeeping() {
        return bytesMax > 0;
    }

    private synchronized void makeFolder() throws IOException {
        if (!isFolderMade) {
            boolean _ = disk.createFolder(folder);
            isFolderMade = true;
        }
    }

    private void add(Path kept) throws IOException {
        long size;
        try (DiskFile file = disk.openForReading(kept)) {
            size = file.size();
        }
        synchronized (this) {
            sizes.put(kept, size);
        }
    }

    private synchronized Optional<Path> take(long size) {
        Optional<Path> found =
                sizes.entrySet().stream()
                        .filter(file -> file.getValue() == size)
                        .map(Map.Entry::getKey)
                        .findFirst();
        found.ifPresent(sizes::remove);
        return found;
    }

    private void shrink() throws IOException {
        for (Optional<Path> one = takeSurplus(); one.isPresent(); one = takeSurplus()) {
            disk.delete(one.get());
        }
    }

    /// The oldest, when there is more than may be kept.
    private synchronized Optional<Path> takeSurplus() {
        if (sizes.values().stream().mapToLong(size -> size).sum() <= bytesMax) {
            return Optional.empty();
        }
        Optional<Path> oldest = sizes.keySet().stream().findFirst();
        oldest.ifPresent(sizes::remove);
        return oldest;
    }
}
