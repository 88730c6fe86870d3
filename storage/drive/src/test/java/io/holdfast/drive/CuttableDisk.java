package io.holdfast.drive;

import io.holdfast.drive.disk.Disk;
import io.holdfast.drive.disk.DiskFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A real disk that knows what is not synced yet. {@link #cutPower} copies it as it would come up
/// after the power went: everything synced is there, of everything else each sector of 512 bytes is
/// old, new or garbage, and files whose folder was not synced may be gone.
final class CuttableDisk implements Disk {
    private static final int SECTOR = 512;
    private static final long SYNC_PAUSE_NS = 200_000;

    private final Disk disk;
    private final ReentrantReadWriteLock power = new ReentrantReadWriteLock(true);
    private final Map<Path, List<Unsynced>> unsynced = new HashMap<>();
    private final Set<Path> unsyncedNames = new HashSet<>();
    private volatile @Nullable IOException nextSyncFailure;
    private volatile @Nullable IOException nextWriteFailure;
    private volatile boolean isStalled;

    CuttableDisk(Disk disk) {
        this.disk = disk;
    }

    /// Bytes that were written over and may come back.
    @SuppressWarnings("ArrayRecordComponent") // test data
    private record Unsynced(long offset, byte[] old, int length) {}

    private interface Work<T> {
        T run() throws IOException;
    }

    /// The next sync fails, once.
    void failNextSync(IOException failure) {
        nextSyncFailure = failure;
    }

    /// The next write fails, once, and writes nothing.
    void failNextWrite(IOException failure) {
        nextWriteFailure = failure;
    }

    /// Writes hang until {@link #resume}.
    void stall() {
        isStalled = true;
    }

    void resume() {
        isStalled = false;
    }

    /// Copies the drive as the power cut leaves it, at a moment when nothing is being written.
    ///
    /// @param atCut runs at that moment
    void cutPower(Path root, Path copy, RandomGenerator random, Runnable atCut) throws IOException {
        power.writeLock().lock();
        try {
            atCut.run();
            // RocksDB may still flush or compact by itself: copied again until nothing moved.
            Map<Path, Long> before;
            do {
                before = sizes(root);
                for (Path path : before.keySet()) {
                    copyOne(path, copy.resolve(root.relativize(path)));
                }
            } while (!before.equals(sizes(root)));
            synchronized (this) {
                tear(root, copy, random);
            }
        } finally {
            power.writeLock().unlock();
        }
    }

    /// All that is there, folders first, each with its length.
    private static Map<Path, Long> sizes(Path root) throws IOException {
        Map<Path, Long> sizes = new LinkedHashMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : walk.toList()) {
                sizes.put(path, Files.isDirectory(path) ? -1L : Files.size(path));
            }
        } catch (UncheckedIOException | NoSuchFileException e) {
            return Map.of(root, -System.nanoTime()); // equal to no other look
        }
        return sizes;
    }

    private static void copyOne(Path from, Path to) throws IOException {
        if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(to);
            return;
        }
        try {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            // Deleted by RocksDB meanwhile, so nothing names it.
            Files.deleteIfExists(to);
        }
    }

    private void tear(Path root, Path copy, RandomGenerator random) throws IOException {
        for (Map.Entry<Path, List<Unsynced>> entry : unsynced.entrySet()) {
            Path target = copy.resolve(root.relativize(entry.getKey()));
            if (Files.exists(target)) {
                try (FileChannel file = FileChannel.open(target, StandardOpenOption.WRITE)) {
                    for (Unsynced range : entry.getValue().reversed()) {
                        tear(file, range, random);
                    }
                }
            }
        }
        for (Path name : unsyncedNames) {
            if (random.nextBoolean()) {
                Files.deleteIfExists(copy.resolve(root.relativize(name)));
            }
        }
    }

    private static void tear(FileChannel file, Unsynced range, RandomGenerator random)
            throws IOException {
        int style = random.nextInt(4);
        for (int at = 0; at < range.length(); at += SECTOR) {
            int length = Math.min(SECTOR, range.length() - at);
            int fate = style == 3 ? random.nextInt(3) : style;
            byte[] sector = new byte[length];
            switch (fate) {
                case 0 -> {
                    int known = Math.clamp(range.old().length - at, 0, length);
                    System.arraycopy(
                            range.old(), at < range.old().length ? at : 0, sector, 0, known);
                }
                case 1 -> {
                    continue;
                }
                default -> random.nextBytes(sector);
            }
            file.write(ByteBuffer.wrap(sector), range.offset() + at);
        }
    }

    private <T> T powered(Work<T> work) throws IOException {
        power.readLock().lock();
        try {
            return work.run();
        } finally {
            power.readLock().unlock();
        }
    }

    @Override
    public DiskFile openForWriting(Path path) throws IOException {
        return powered(
                () -> {
                    boolean isNew = !Files.exists(path);
                    DiskFile file = disk.openForWriting(path);
                    if (isNew) {
                        synchronized (this) {
                            unsyncedNames.add(path);
                        }
                    }
                    return new WatchedFile(path, file);
                });
    }

    @Override
    public DiskFile openForReading(Path path) throws IOException {
        return disk.openForReading(path);
    }

    @Override
    public boolean createFolder(Path folder) throws IOException {
        return powered(() -> disk.createFolder(folder));
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        powered(
                () -> {
                    disk.syncFolder(folder);
                    synchronized (this) {
                        unsyncedNames.removeIf(path -> folder.equals(path.getParent()));
                    }
                    return true;
                });
    }

    @Override
    public void delete(Path path) throws IOException {
        powered(
                () -> {
                    disk.delete(path);
                    synchronized (this) {
                        unsyncedNames.remove(path);
                        unsynced.remove(path);
                    }
                    return true;
                });
    }

    private final class WatchedFile implements DiskFile {
        private final Path path;
        private final DiskFile file;

        private WatchedFile(Path path, DiskFile file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public void write(ByteBuffer bytes, long offset) throws IOException {
            while (isStalled) {
                LockSupport.parkNanos(SYNC_PAUSE_NS);
            }
            IOException failure = nextWriteFailure;
            if (failure != null) {
                nextWriteFailure = null;
                throw failure;
            }
            powered(
                    () -> {
                        ByteBuffer old = ByteBuffer.allocate(bytes.remaining());
                        try (DiskFile reader = disk.openForReading(path)) {
                            reader.read(old, offset);
                        }
                        byte[] before = new byte[old.flip().remaining()];
                        old.get(before);
                        synchronized (CuttableDisk.this) {
                            unsynced.computeIfAbsent(path, _ -> new ArrayList<>())
                                    .add(new Unsynced(offset, before, bytes.remaining()));
                        }
                        file.write(bytes, offset);
                        return true;
                    });
        }

        @Override
        public int read(ByteBuffer into, long offset) throws IOException {
            return file.read(into, offset);
        }

        @Override
        public void sync() throws IOException {
            // So that the power is often cut between a write and its sync.
            LockSupport.parkNanos(SYNC_PAUSE_NS);
            IOException failure = nextSyncFailure;
            if (failure != null) {
                nextSyncFailure = null;
                throw failure;
            }
            powered(
                    () -> {
                        file.sync();
                        synchronized (CuttableDisk.this) {
                            unsynced.remove(path);
                        }
                        return true;
                    });
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
