package io.holdfast.drive;

import io.holdfast.base.Pending;
import io.holdfast.drive.disk.Disk;
import io.holdfast.drive.disk.DiskFile;
import io.holdfast.drive.file.BufferPool;
import io.holdfast.drive.file.ShardFileReader;
import io.holdfast.drive.file.ShardFileWriter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The shard files of a drive. Any thread; the work is done on the pools.
final class LocalShards {
    private static final Logger log = LoggerFactory.getLogger(LocalShards.class);
    private static final int IDLE_BUFFERS = 4;

    private final Path folder;
    private final Disk disk;
    private final ShardPool reads;
    private final ShardPool writes;
    private final StagedFiles staged;
    private final FreedFiles freed;
    private final BufferPool buffers = new BufferPool(IDLE_BUFFERS);
    private final Set<Path> knownFolders = ConcurrentHashMap.newKeySet();

    LocalShards(
            Path folder,
            Disk disk,
            ShardPool reads,
            ShardPool writes,
            StagedFiles staged,
            FreedFiles freed) {
        this.folder = folder;
        this.disk = disk;
        this.reads = reads;
        this.writes = writes;
        this.staged = staged;
        this.freed = freed;
    }

    ShardPool writes() {
        return writes;
    }

    StagedFiles staged() {
        return staged;
    }

    Path path(ShardId id) {
        return DriveFiles.shardIn(folder, id);
    }

    /// Creates the file, of a freed one where one fits, and, when they are new, its folders, whose
    /// names become durable here.
    ShardFileWriter create(ShardId id, int chunkBytes, long expectedBytes) throws IOException {
        Path path = path(id);
        Path inner = parentOf(path);
        if (!knownFolders.contains(inner)) {
            makeFolder(inner);
        }
        boolean _ = freed.reuse(ShardFileWriter.fileBytes(chunkBytes, expectedBytes), path);
        return new ShardFileWriter(
                disk.openForWriting(path), buffers, id.high(), id.low(), chunkBytes, expectedBytes);
    }

    /// One thread at a time: a folder that another thread has made counts only when its name is
    /// durable, or a file in it could be acknowledged and lost with it.
    private synchronized void makeFolder(Path inner) throws IOException {
        Path outer = parentOf(inner);
        if (disk.createFolder(outer)) {
            disk.syncFolder(folder);
        }
        if (disk.createFolder(inner)) {
            disk.syncFolder(outer);
        }
        knownFolders.add(inner);
    }

    /// Makes the file's name durable.
    void syncName(ShardId id) throws IOException {
        disk.syncFolder(parentOf(path(id)));
    }

    /// Takes away files whose FREED records are durable, then lets those records be dropped.
    void unlink(List<ShardId> ids, CommitLoop commits) {
        for (ShardId id : ids) {
            writes.bulk()
                    .submit(
                            _ -> {
                                freed.free(id, path(id));
                                // Without this a power cut could bring the name back after its
                                // record went.
                                syncNameIfThere(id);
                                commits.submit(
                                        CommitRequest.of(
                                                new LogItem.Dropped(id), _ -> {}, _ -> {}));
                                return true;
                            },
                            _ -> false);
        }
    }

    private void syncNameIfThere(ShardId id) throws IOException {
        try {
            syncName(id);
        } catch (NoSuchFileException e) {
            // Its folder was never made: the writer was given up before its first chunk.
            knownFolders.remove(parentOf(path(id)));
        }
    }

    Pending<ShardOpen> open(Location.InFile at) {
        return reads.submit(_ -> openNow(at), ShardOpen.Failed::new);
    }

    private ShardOpen openNow(Location.InFile at) throws IOException {
        boolean isOpen = false;
        freed.reading(at.id());
        try {
            ShardOpen outcome = openFile(at);
            isOpen = outcome instanceof ShardOpen.Opened;
            return outcome;
        } finally {
            if (!isOpen) {
                freed.read(at.id());
            }
        }
    }

    private ShardOpen openFile(Location.InFile at) throws IOException {
        DiskFile file;
        try {
            file = disk.openForReading(path(at.id()));
        } catch (NoSuchFileException e) {
            return new ShardOpen.Broken("no file " + path(at.id()));
        }
        boolean isOpen = false;
        try {
            ShardFileReader.Opening opening =
                    ShardFileReader.open(
                            file,
                            at.id().high(),
                            at.id().low(),
                            at.chunkBytes(),
                            at.length(),
                            at.tableCrc());
            return switch (opening) {
                case ShardFileReader.Opening.Broken(String detail) ->
                        new ShardOpen.Broken(path(at.id()) + ": " + detail);
                case ShardFileReader.Opening.Intact(ShardFileReader reader) -> {
                    isOpen = true;
                    yield new ShardOpen.Opened(new Reader(at.id(), reader));
                }
            };
        } finally {
            if (!isOpen) {
                file.close();
            }
        }
    }

    private static Path parentOf(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("no folder above " + path);
        }
        return parent;
    }

    /// The file is closed when its reader is and the last read on its way has ended: a read that
    /// found it closed would look like a drive's failure.
    private final class Reader implements ShardReader {
        private static final int CLOSED = -1;

        private final ShardId id;
        private final ShardFileReader file;
        private final AtomicInteger uses = new AtomicInteger(1);
        private final AtomicBoolean isClosed = new AtomicBoolean();

        private Reader(ShardId id, ShardFileReader file) {
            this.id = id;
            this.file = file;
        }

        @Override
        public Pending<IoResult> read(long chunk, MemorySegment into) {
            uses.incrementAndGet();
            AtomicBoolean isBegun = new AtomicBoolean();
            return reads.submit(
                    _ -> {
                        if (isBegun.getAndSet(true)) {
                            // Given up before it began: nobody hears of it.
                            return new IoResult.Gone();
                        }
                        try {
                            return readNow(chunk, into);
                        } finally {
                            release();
                        }
                    },
                    fault -> {
                        // One that has begun runs on, and releases the file itself.
                        if (!isBegun.getAndSet(true)) {
                            release();
                        }
                        return new IoResult.Failed(fault);
                    });
        }

        private IoResult readNow(long chunk, MemorySegment into) throws IOException {
            return switch (file.read(chunk, into)) {
                case ShardFileReader.Chunk.Intact(int bytes) -> new IoResult.Done(bytes);
                case ShardFileReader.Chunk.Rotten(String detail) -> new IoResult.Rotten(detail);
            };
        }

        @Override
        public void close() {
            if (!isClosed.getAndSet(true)) {
                release();
            }
        }

        private void release() {
            if (uses.decrementAndGet() == 0) {
                reads.submit(
                        _ -> {
                            closeFile();
                            return true;
                        },
                        _ -> closeNow());
            }
        }

        /// The pool takes no calls any more; the descriptor must go all the same.
        private boolean closeNow() {
            try {
                closeFile();
                return true;
            } catch (IOException e) {
                log.warn("a shard file was not closed: {}", e.toString());
                return false;
            }
        }

        private void closeFile() throws IOException {
            if (!uses.compareAndSet(0, CLOSED)) {
                return;
            }
            try {
                file.close();
            } finally {
                freed.read(id);
            }
        }
    }
}
