package io.holdfast.drive;

import io.holdfast.base.Bytes;
import io.holdfast.drive.disk.Disk;
import io.holdfast.drive.disk.GatedDisk;
import io.holdfast.drive.disk.RealDisk;
import io.holdfast.drive.index.IndexFiles;
import io.holdfast.drive.log.LogWriter;
import io.holdfast.drive.log.Segments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts a local drive together: lock, segments, index, replay, threads.
final class LocalDriveAssembly {
    private static final Logger log = LoggerFactory.getLogger(LocalDriveAssembly.class);
    private static final int BATCH_BYTES_MAX = 4 << 20;
    private static final int BUFFER_BYTES = 1 << 20;

    private final Path root;
    private final LocalDriveOptions options;
    private final DriveIdentity identity;
    private final Disk disk;
    private final @Nullable IndexFiles files;
    private final @Nullable MediumGate gate;
    private final DriveLock lock;
    private final SpaceReserve reserve;
    private final List<AutoCloseable> opened = new ArrayList<>();

    private LocalDriveAssembly(
            Path root,
            LocalDriveOptions options,
            DriveIdentity identity,
            Disk disk,
            @Nullable IndexFiles files,
            @Nullable MediumGate gate,
            DriveLock lock,
            SpaceReserve reserve) {
        this.root = root;
        this.options = options;
        this.identity = identity;
        this.disk = disk;
        this.files = files;
        this.gate = gate;
        this.lock = lock;
        this.reserve = reserve;
        opened.add(lock);
    }

    static DriveOpen open(
            Path root,
            LocalDriveOptions options,
            @Nullable Disk given,
            @Nullable IndexFiles files,
            @Nullable MediumGate gate) {
        return switch (DriveProbe.of(root)) {
            case DriveProbe.Formatted(DriveIdentity identity) -> {
                try {
                    yield openLocked(root, options, identity, given, files, gate);
                } catch (IOException e) {
                    yield new DriveOpen.Refused(root + ": " + e);
                }
            }
            case DriveProbe.DamagedIdentity(String detail) ->
                    new DriveOpen.Damaged(root + ": " + detail);
            case DriveProbe other -> new DriveOpen.Refused(root + ": " + other);
        };
    }

    private static DriveOpen openLocked(
            Path root,
            LocalDriveOptions options,
            DriveIdentity identity,
            @Nullable Disk given,
            @Nullable IndexFiles files,
            @Nullable MediumGate gate)
            throws IOException {
        Optional<DriveLock> lock = DriveLock.take(DriveFiles.lock(root));
        if (lock.isEmpty()) {
            return new DriveOpen.Refused(root + ": in use");
        }
        SpaceReserve reserve = new SpaceReserve(root, options.reserveBytes());
        Disk disk;
        try {
            reserve.releaseIfFull();
            Disk bare = given == null ? RealDisk.at(DriveFiles.folder(root)) : given;
            disk = gate == null ? bare : new GatedDisk(bare, gate);
        } catch (IOException e) {
            lock.get().close();
            throw e;
        }
        LocalDriveAssembly assembly =
                new LocalDriveAssembly(
                        root, options, identity, disk, files, gate, lock.get(), reserve);
        DriveOpen outcome;
        try {
            outcome = assembly.assemble();
        } catch (IllegalArgumentException | RowStore.StoreFailure | Divergence e) {
            // Its own structures hold by checksum and yet make no sense.
            log.error("replay of {} failed", root, e);
            outcome = new DriveOpen.Damaged(root + ": " + e.getMessage());
        } catch (IOException e) {
            outcome = new DriveOpen.Refused(root + ": " + e);
        }
        if (!(outcome instanceof DriveOpen.Opened)) {
            assembly.closeAll();
        }
        return outcome;
    }

    private DriveOpen assemble() throws IOException {
        Segments segments =
                Segments.open(
                        disk, DriveFiles.log(root), identity.incarnation(), options.segmentBytes());
        opened.add(segments);
        IndexStore index;
        try {
            index = IndexStore.open(DriveFiles.index(root), options, files);
            opened.add(index);
            IndexDoubt.settle(root, index);
        } catch (IOException e) {
            DriveFault fault = Faults.of(root.toString(), e);
            return fault.kind() == DriveFault.Kind.FULL
                    ? new DriveOpen.Refused(fault.detail() + "; make room on its file system")
                    : new DriveOpen.Damaged(root + ": " + e.getMessage());
        }
        MetaRows.Applied flushed = index.applied();
        return switch (new DriveRecovery(index, segments).run()) {
            case DriveRecovery.Outcome.Damaged(String detail) ->
                    new DriveOpen.Damaged(root + ": " + detail);
            case DriveRecovery.Outcome.Whole whole -> {
                segments.trust();
                yield new DriveOpen.Opened(start(segments, index, whole, flushed));
            }
        };
    }

    private LocalDrive start(
            Segments segments,
            IndexStore index,
            DriveRecovery.Outcome.Whole whole,
            MetaRows.@Nullable Applied flushed)
            throws IOException {
        String name = root.toString();
        DriveHealth health = new DriveHealth(name);
        CallPool rowPool = CallPool.usual(name + "-row", options.readThreads(), health::quarantine);
        ShardPool readPool =
                ShardPool.of(name + "-read", options.readThreads(), health::quarantine);
        ShardPool writePool =
                ShardPool.of(name + "-write", options.writeThreads(), health::quarantine);
        List<CallPool> pools = new ArrayList<>(List.of(rowPool));
        pools.addAll(readPool.both());
        pools.addAll(writePool.both());
        StagedFiles staged = new StagedFiles();
        FreedFiles freed = new FreedFiles(DriveFiles.freed(root), disk);
        LocalShards shards =
                new LocalShards(DriveFiles.shards(root), disk, readPool, writePool, staged, freed);
        Runnable[] onRoll = {() -> {}};
        LogWriter writer =
                new LogWriter(segments, whole.tail(), () -> onRoll[0].run(), BUFFER_BYTES);
        CommitLoop[] loop = new CommitLoop[1];
        CommitLoop commits =
                new CommitLoop(
                        name,
                        identity.index(),
                        whole.state(),
                        whole.applied(),
                        index,
                        writer,
                        staged,
                        health,
                        ids -> shards.unlink(ids, loop[0]),
                        Math.min(BATCH_BYTES_MAX, options.segmentBytes() / 4));
        loop[0] = commits;
        health.onOut(fault -> IndexDoubt.raise(root, fault));
        pools.forEach(pool -> health.onOut(pool::giveUp));
        MemoryReads memory = new MemoryReads(index);
        LocalReads reads = new LocalReads(index, segments, rowPool, memory);
        MetaRows.Applied onMedium = flushed == null ? emptyIndex(whole.applied()) : flushed;
        Upkeep upkeep =
                new Upkeep(
                        root,
                        options,
                        reserve,
                        freed,
                        () -> gate != null && gate.isFull(),
                        index,
                        segments,
                        reads,
                        commits,
                        whole.state(),
                        health,
                        onMedium,
                        whole.replayedBytes());
        onRoll[0] = upkeep::wake;
        Watchdog watchdog =
                new Watchdog(
                        DriveFiles.folder(root), disk, options.deadline(), health, commits, pools);
        removeOrphans(index, commits);
        commits.start();
        upkeep.start();
        watchdog.start();
        DriveParts parts =
                new DriveParts(watchdog, upkeep, commits, pools, memory, index, segments, lock);
        return new LocalDrive(
                identity, root, health, whole.state(), commits, reads, shards, upkeep, parts);
    }

    /// An index that was never flushed: a start would read the log from batch 1.
    private static MetaRows.Applied emptyIndex(MetaRows.Applied now) {
        LogPosition first = new LogPosition(1, 0, 0);
        return new MetaRows.Applied(
                LogPosition.NONE, first, 0, first, now.mark(), now.tail(), now.whole(), 0, 0);
    }

    /// Files that were staged, or freed and not yet unlinked, when the drive went down: first the
    /// record says so durably, then the file goes (rule 18).
    private static void removeOrphans(IndexStore index, CommitLoop commits) {
        index.scan(
                Family.STAGING,
                Bytes.EMPTY,
                Bytes.EMPTY,
                (key, _) -> {
                    LogItem freed = new LogItem.Freed(ShardId.read(key, 0));
                    commits.submit(CommitRequest.of(freed, _ -> {}, _ -> {}));
                    return true;
                });
    }

    private void closeAll() throws IOException {
        for (AutoCloseable part : opened.reversed()) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IOException("closing " + root, e);
            }
        }
    }
}
