package io.holdfast.drive;

import java.nio.file.Path;

/// Where a drive keeps its things.
///
/// ```
/// <root>/holdfast/identity.json   who the drive is
/// <root>/holdfast/lock            held while the drive is open
/// <root>/holdfast/reserve         room for a full file system
/// <root>/holdfast/log/<n>         segments of the log
/// <root>/holdfast/index/          RocksDB
/// <root>/holdfast/index-doubt     the index is to be verified before it is used
/// <root>/holdfast/shards/ab/cd/   shard files
/// <root>/holdfast/freed/          shard files to be written over; deleted at a start
/// <root>/holdfast/registry/       the cluster's; not touched by the drive
/// ```
public final class DriveFiles {
    private DriveFiles() {}

    public static Path folder(Path root) {
        return root.resolve("holdfast");
    }

    public static Path identity(Path root) {
        return folder(root).resolve("identity.json");
    }

    public static Path registryFolder(Path root) {
        return folder(root).resolve("registry");
    }

    /// A segment of the log, by its number.
    public static Path segment(Path root, int number) {
        return log(root).resolve(Integer.toString(number));
    }

    /// A shard file.
    public static Path shard(Path root, ShardId id) {
        return shardIn(shards(root), id);
    }

    static Path shardIn(Path shards, ShardId id) {
        String name = id.toString();
        return shards.resolve(name.substring(0, 2)).resolve(name.substring(2, 4)).resolve(name);
    }

    static Path lock(Path root) {
        return folder(root).resolve("lock");
    }

    static Path reserve(Path root) {
        return folder(root).resolve("reserve");
    }

    static Path log(Path root) {
        return folder(root).resolve("log");
    }

    static Path index(Path root) {
        return folder(root).resolve("index");
    }

    static Path indexDoubt(Path root) {
        return folder(root).resolve("index-doubt");
    }

    static Path freed(Path root) {
        return folder(root).resolve("freed");
    }

    static Path shards(Path root) {
        return folder(root).resolve("shards");
    }
}
