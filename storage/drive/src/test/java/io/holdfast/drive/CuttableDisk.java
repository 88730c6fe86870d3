package io.holdfast.drive;

import io.holdfast.drive.disk.Disk;
import io.holdfast.drive.disk.DiskFile;
import io.holdfast.drive.disk.RealDisk;
import io.holdfast.drive.index.IndexFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A real disk that knows what is not synced yet. {@link #copyAsCut} copies it as it would come up
/// after the power went: everything synced is there, of everything else each sector of 512 bytes is
/// old, new or garbage, names whose folder was not synced may be gone or back, and of the index's
/// files the unsynced ends may be missing. Nothing is synced for real: the machine keeps its power.
///
/// A copy goes on with a disk of its own.
public final class CuttableDisk implements Disk, IndexFiles {
    private static final long SYNC_PAUSE_NS = 200_000;

    /// So many batches are lost to {@link DiskLie#LOG_ENDS_AT_DAMAGE}.
    private static final int LOST_BATCHES = 3;

    private final Path root;
    private final Disk disk;
    private final Mains mains;
    private final UnsyncedFiles files = new UnsyncedFiles();
    private final UnsyncedIndex index;
    private final Deque<LogWrite> lastLogWrites = new ArrayDeque<>();
    private final Set<DiskLie> lies = EnumSet.noneOf(DiskLie.class);
    private volatile @Nullable IOException nextSyncFailure;
    private volatile @Nullable IOException nextWriteFailure;
    private final AtomicInteger writesLeft = new AtomicInteger(Integer.MAX_VALUE);
    private final LongAdder writes = new LongAdder();
    private volatile int failOneIn;

    private record LogWrite(Path segment, long offset, int length) {}

    /// @param root of a formatted drive; what is there now is durable
    public CuttableDisk(Path root, Mains mains) throws IOException {
        this.root = root;
        this.mains = mains;
        disk = RealDisk.at(DriveFiles.folder(root));
        index = new UnsyncedIndex(DriveFiles.index(root));
    }

    CuttableDisk(Path root) throws IOException {
        this(root, new Mains());
    }

    /// Opens the drive on this disk.
    public DriveOpen open(LocalDriveOptions options) {
        return LocalDrive.open(root, options, this, this);
    }

    /// From now on the disk breaks this promise.
    public synchronized CuttableDisk lie(DiskLie lie) {
        lies.add(lie);
        return this;
    }

    /// How many writes there were.
    public long writes() {
        return writes.sum();
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
        stallAfter(0);
    }

    /// Writes but the next few hang until {@link #resume}.
    public void stallAfter(int writesFirst) {
        writesLeft.set(writesFirst);
    }

    public void resume() {
        writesLeft.set(Integer.MAX_VALUE);
    }

    /// One call in so many to write, read or sync fails from now on, by chance; 0 for none.
    public void failOneIn(int calls) {
        failOneIn = calls;
    }

    private void failByChance() throws IOException {
        int calls = failOneIn;
        if (calls > 0 && ThreadLocalRandom.current().nextInt(calls) == 0) {
            throw new IOException("Input/output error");
        }
    }

    /// Copies the drive as a power cut would leave it, at a moment when nothing is being written.
    ///
    /// @param atCut runs at that moment
    void cutPower(Path copy, RandomGenerator random, Runnable atCut) throws IOException {
        mains.pause(
                () -> {
                    atCut.run();
                    copyAsCut(copy, random);
                    return true;
                });
    }

    /// Copies the drive as the power cut leaves it. Only within {@link Mains#cut}.
    public synchronized void copyAsCut(Path copy, RandomGenerator random) throws IOException {
        Path indexFolder = DriveFiles.index(root);
        List<Path> parts;
        try (Stream<Path> inFolder = Files.list(DriveFiles.folder(root))) {
            parts = inFolder.filter(path -> !path.equals(indexFolder)).toList();
        }
        Files.createDirectories(DriveFiles.folder(copy));
        for (Path part : parts) {
            if (Files.isDirectory(part)) {
                copyFolder(part, copy);
            } else {
                copyIfThere(part, copy.resolve(root.relativize(part)));
            }
        }
        Path indexCopy = Files.createDirectories(copy.resolve(root.relativize(indexFolder)));
        index.copy(indexCopy, random);
        files.tear(root, copy, random);
        if (lies.contains(DiskLie.LOG_ENDS_AT_DAMAGE)) {
            loseLastBatches(copy);
        }
    }

    private void copyFolder(Path folder, Path copy) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.toList();
        }
        for (Path path : all) {
            Path target = copy.resolve(root.relativize(path));
            if (Files.isDirectory(path)) {
                Files.createDirectories(target);
            } else {
                Files.copy(path, target);
            }
        }
    }

    private static void copyIfThere(Path from, Path to) throws IOException {
        try {
            Files.copy(from, to);
        } catch (NoSuchFileException e) {
            Files.deleteIfExists(to); // the probe for direct I/O comes and goes
        }
    }

    private void loseLastBatches(Path copy) throws IOException {
        for (LogWrite write : lastLogWrites) {
            Path target = copy.resolve(root.relativize(write.segment()));
            if (Files.exists(target)) {
                try (FileChannel file = FileChannel.open(target, StandardOpenOption.WRITE)) {
                    file.write(ByteBuffer.allocate(write.length()), write.offset());
                }
            }
        }
    }

    private boolean isOf(Path path, Path folder) {
        return path.startsWith(folder);
    }

    private boolean isLog(Path path) {
        return isOf(path, DriveFiles.log(root));
    }

    private boolean isShard(Path path) {
        return isOf(path, DriveFiles.shards(root));
    }

    private void reach(Path path, DiskMoment ofLog, DiskMoment ofShards) {
        if (isLog(path)) {
            mains.reach(ofLog);
        } else if (isShard(path)) {
            mains.reach(ofShards);
        }
    }

    @Override
    public DiskFile openForWriting(Path path) throws IOException {
        boolean[] isNew = new boolean[1];
        DiskFile opened =
                mains.powered(
                        () -> {
                            isNew[0] = !Files.exists(path);
                            DiskFile file = disk.openForWriting(path);
                            if (isNew[0]) {
                                synchronized (this) {
                                    files.made(path);
                                }
                            }
                            return new WatchedFile(path, file);
                        });
        if (isNew[0]) {
            reach(path, DiskMoment.SEGMENT_MADE, DiskMoment.SHARD_MADE);
        }
        return opened;
    }

    @Override
    public DiskFile openForReading(Path path) throws IOException {
        mains.checkOn();
        return new WatchedFile(path, disk.openForReading(path));
    }

    @Override
    public boolean createFolder(Path folder) throws IOException {
        boolean isMade =
                mains.powered(
                        () -> {
                            boolean isNew = disk.createFolder(folder);
                            if (isNew) {
                                synchronized (this) {
                                    files.made(folder);
                                }
                            }
                            return isNew;
                        });
        if (isMade) {
            mains.reach(DiskMoment.FOLDER_MADE);
        }
        return isMade;
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        mains.powered(
                () -> {
                    if (!Files.isDirectory(folder)) {
                        throw new NoSuchFileException(folder.toString());
                    }
                    synchronized (this) {
                        if (!lies.contains(DiskLie.FOLDER_SYNC_DOES_NOTHING)) {
                            files.folderSynced(folder);
                        }
                    }
                    return true;
                });
        mains.reach(DiskMoment.FOLDER_SYNCED);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        mains.powered(
                () -> {
                    byte[] content = Files.readAllBytes(from);
                    disk.rename(from, to);
                    synchronized (this) {
                        files.deleted(from, content);
                        files.made(to);
                    }
                    return true;
                });
        reach(from, DiskMoment.SEGMENT_DELETED, DiskMoment.SHARD_DELETED);
        reach(to, DiskMoment.SEGMENT_MADE, DiskMoment.SHARD_MADE);
    }

    @Override
    public void delete(Path path) throws IOException {
        mains.powered(
                () -> {
                    if (Files.exists(path)) {
                        byte[] content = Files.readAllBytes(path);
                        disk.delete(path);
                        synchronized (this) {
                            files.deleted(path, content);
                        }
                    }
                    return true;
                });
        reach(path, DiskMoment.SEGMENT_DELETED, DiskMoment.SHARD_DELETED);
    }

    @Override
    public void written(Path file, long bytes) {
        mains.noted(
                () -> {
                    synchronized (this) {
                        index.written(file, bytes);
                    }
                });
        mains.reach(
                UnsyncedIndex.isManifest(file)
                        ? DiskMoment.MANIFEST_WRITTEN
                        : DiskMoment.TABLE_WRITTEN);
    }

    @Override
    public void synced(Path file) {
        mains.noted(
                () -> {
                    synchronized (this) {
                        if (!lies.contains(DiskLie.INDEX_SYNC_DOES_NOTHING)) {
                            index.synced(file);
                        }
                    }
                });
        mains.reach(
                UnsyncedIndex.isManifest(file)
                        ? DiskMoment.MANIFEST_SYNCED
                        : DiskMoment.TABLE_SYNCED);
    }

    @Override
    public void deleted(Path file) {
        mains.noted(
                () -> {
                    synchronized (this) {
                        index.deleted(file);
                    }
                });
        mains.reach(DiskMoment.TABLE_DELETED);
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
            while (writesLeft.get() <= 0) {
                LockSupport.parkNanos(SYNC_PAUSE_NS);
            }
            writesLeft.decrementAndGet();
            failByChance();
            IOException failure = nextWriteFailure;
            if (failure != null) {
                nextWriteFailure = null;
                throw failure;
            }
            writes.increment();
            mains.powered(
                    () -> {
                        ByteBuffer old = ByteBuffer.allocate(bytes.remaining());
                        try (DiskFile reader = disk.openForReading(path)) {
                            reader.read(old, offset);
                        }
                        byte[] before = new byte[old.flip().remaining()];
                        old.get(before);
                        synchronized (CuttableDisk.this) {
                            files.written(path, offset, before, bytes.remaining());
                            noteLogWrite(offset, bytes.remaining());
                        }
                        file.write(bytes, offset);
                        return true;
                    });
            reach(
                    path,
                    offset == 0 ? DiskMoment.SEGMENT_TAKEN : DiskMoment.LOG_WRITTEN,
                    DiskMoment.SHARD_WRITTEN);
        }

        private void noteLogWrite(long offset, int length) {
            if (isLog(path) && offset > 0) {
                lastLogWrites.add(new LogWrite(path, offset, length));
                if (lastLogWrites.size() > LOST_BATCHES) {
                    lastLogWrites.remove();
                }
            }
        }

        @Override
        public int read(ByteBuffer into, long offset) throws IOException {
            mains.checkOn();
            failByChance();
            int count = file.read(into, offset);
            if (isLog(path) && Thread.currentThread().getName().endsWith("-upkeep")) {
                // Nothing but the cleaner reads the log there.
                mains.reach(DiskMoment.SEGMENT_CLEANED);
            }
            return count;
        }

        @Override
        public void sync() throws IOException {
            // So that the power is often cut between a write and its sync.
            LockSupport.parkNanos(SYNC_PAUSE_NS);
            failByChance();
            IOException failure = nextSyncFailure;
            if (failure != null) {
                nextSyncFailure = null;
                throw failure;
            }
            mains.powered(
                    () -> {
                        synchronized (CuttableDisk.this) {
                            if (!isSyncIgnored()) {
                                files.synced(path);
                            }
                        }
                        return true;
                    });
            reach(path, DiskMoment.LOG_SYNCED, DiskMoment.SHARD_SYNCED);
        }

        private boolean isSyncIgnored() {
            return lies.contains(
                    isLog(path) ? DiskLie.LOG_SYNC_DOES_NOTHING : DiskLie.SHARD_SYNC_DOES_NOTHING);
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
