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

    static Path shards(Path root) {
        return folder(root).resolve("shards");
    }
}
