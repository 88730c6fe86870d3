package io.holdfast.drive;

import io.holdfast.base.Pending;
import io.holdfast.drive.disk.Disk;
import io.holdfast.drive.index.IndexFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A drive on a folder of this machine, which should be a file system of its own.
///
/// After a crash everything that was reported durable is there: the log is the truth, the index is
/// brought up to it when the drive is opened.
public final class LocalDrive implements Drive {
    private static final Logger log = LoggerFactory.getLogger(LocalDrive.class);

    private final DriveIdentity identity;
    private final Path root;
    private final DriveHealth health;
    private final DriveState state;
    private final CommitLoop commits;
    private final LocalReads reads;
    private final LocalShards shards;
    private final Upkeep upkeep;
    private final DriveParts parts;

    LocalDrive(
            DriveIdentity identity,
            Path root,
            DriveHealth health,
            DriveState state,
            CommitLoop commits,
            LocalReads reads,
            LocalShards shards,
            Upkeep upkeep,
            DriveParts parts) {
        this.identity = identity;
        this.root = root;
        this.health = health;
        this.state = state;
        this.commits = commits;
        this.reads = reads;
        this.shards = shards;
        this.upkeep = upkeep;
        this.parts = parts;
    }

    /// Makes an empty folder a drive. The identity is written last and atomically: after a crash
    /// the folder is either a drive or counts as empty.
    ///
    /// @throws IOException when the folder is not empty or cannot be written
    public static void format(Path root, DriveIdentity identity) throws IOException {
        DriveFormat.format(root, identity);
    }

    /// Opens a formatted drive and replays its log. Blocks; up to some seconds.
    public static DriveOpen open(Path root, LocalDriveOptions options) {
        return LocalDriveAssembly.open(root, options, null, null, null);
    }

    /// As {@link #open(Path, LocalDriveOptions)}, behind a gate.
    public static DriveOpen open(Path root, LocalDriveOptions options, MediumGate gate) {
        return LocalDriveAssembly.open(root, options, null, null, gate);
    }

    /// As {@link #open(Path, LocalDriveOptions)}, through another file system.
    ///
    /// @param files told of what the index, which goes past it, does to its files
    static DriveOpen open(Path root, LocalDriveOptions options, Disk disk, IndexFiles files) {
        return LocalDriveAssembly.open(root, options, disk, files, null);
    }

    @Override
    public DriveIdentity identity() {
        return identity;
    }

    @Override
    public String name() {
        return root.toString();
    }

    @Override
    public DriveStatus status() {
        return health.status();
    }

    @Override
    public DriveSpace space() {
        return upkeep.space();
    }

    @Override
    public Pending<HelloReply> hello(int epoch) {
        health.greet();
        return commits.hello(epoch);
    }

    @Override
    public void follow(ChangeFeed feed, long afterOrdinal) {
        commits.follow(feed, afterOrdinal);
    }

    @Override
    public void wake() {
        commits.wake();
    }

    @Override
    public void setRebuilding(boolean isRebuilding) {
        commits.setRebuilding(isRebuilding);
    }

    @Override
    public Pending<RowRead> read(Family family, byte[] key, boolean withShard) {
        Pending<RowRead> refused = refusal(RowRead.Failed::new);
        return refused != null ? refused : reads.read(family, key, withShard);
    }

    @Override
    public Pending<RowRead> readReplaced(Family family, byte[] key, boolean withShard) {
        Pending<RowRead> refused = refusal(RowRead.Failed::new);
        return refused != null ? refused : reads.readReplaced(family, key, withShard);
    }

    @Override
    public Pending<ScanEnd> scan(Family family, byte[] from, byte[] to, RowVisitor visitor) {
        Pending<ScanEnd> refused = refusal(ScanEnd.Failed::new);
        return refused != null ? refused : reads.scan(family, from, to, visitor);
    }

    @Override
    public Pending<ScanEnd> scanVersions(byte[] from, byte[] to, VersionVisitor visitor) {
        Pending<ScanEnd> refused = refusal(ScanEnd.Failed::new);
        return refused != null ? refused : reads.scanVersions(from, to, visitor);
    }

    @Override
    public BucketUsage usage(long bucketId) {
        return state.usage(bucketId);
    }

    @Override
    public ShardWriter stage(ShardId id, int chunkBytes, long expectedBytes) {
        LocalShardWriter writer =
                new LocalShardWriter(id, chunkBytes, expectedBytes, shards, commits);
        writer.begin();
        return writer;
    }

    @Override
    public Pending<ShardOpen> openShard(Location.InFile location) {
        Pending<ShardOpen> refused = refusal(ShardOpen.Failed::new);
        return refused != null ? refused : shards.open(location);
    }

    private <T> @Nullable Pending<T> refusal(Function<DriveFault, T> failed) {
        DriveFault fault = health.readFault();
        return fault == null ? null : Pending.of(failed.apply(fault));
    }

    @Override
    public void close() {
        boolean isWell = health.status() instanceof DriveStatus.Serving;
        if (health.close()) {
            try {
                parts.close(health, isWell);
            } catch (IOException e) {
                log.warn("drive {} was not closed cleanly: {}", root, e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
