package io.holdfast.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Local drives for tests: small segments, so that a short test rolls over many.
public final class LocalDrives {
    public static final LocalDriveOptions SMALL =
            LocalDriveOptions.DEFAULT
                    .withReserveBytes(0)
                    .withSegmentBytes(256 << 10)
                    .withReplayLimitBytes(1 << 20);

    private static final int SLACK_SEGMENTS = 10;

    private LocalDrives() {}

    /// A formatted drive in a new folder.
    static Path format(Path folder, long name) throws IOException {
        Path root = Files.createDirectory(folder.resolve(Long.toHexString(name)));
        LocalDrive.format(root, TestKeys.identity(0));
        return root;
    }

    static LocalDrive open(Path root) {
        return opened(LocalDrive.open(root, SMALL));
    }

    static LocalDrive opened(DriveOpen outcome) {
        return switch (outcome) {
            case DriveOpen.Opened(LocalDrive drive) -> drive;
            case DriveOpen.Damaged(String detail) -> throw new AssertionError(detail);
            case DriveOpen.Refused(String detail) -> throw new AssertionError(detail);
        };
    }

    /// Waits until the log is within that many times its live bytes and some segments: four are the
    /// aim, the one in use, the spare ones and one that is being emptied come on top.
    ///
    /// @return false when it was not within a minute
    static boolean awaitLogWithin(Path root, long liveBytes, double times) throws IOException {
        long max = (long) (times * liveBytes) + (long) SLACK_SEGMENTS * SMALL.segmentBytes();
        long start = System.nanoTime();
        while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(60)) {
            if (logBytes(root) <= max) {
                return true;
            }
            LockSupport.parkNanos(10_000_000);
        }
        return false;
    }

    static long logBytes(Path root) throws IOException {
        try (Stream<Path> files = Files.list(DriveFiles.log(root))) {
            return files.mapToLong(path -> path.toFile().length()).sum();
        }
    }

    /// On a closed drive on which everything is decided: the live bytes of each segment are those
    /// of the shards that rows name, and the shard files are exactly those that rows name.
    public static void assertNothingLeaks(Path root) throws IOException {
        Map<Integer, Long> named = new HashMap<>();
        Map<Integer, Long> counted = new HashMap<>();
        Set<String> files = new HashSet<>();
        Set<String> onTheirWayOut = new HashSet<>();
        try (IndexStore index = IndexStore.open(DriveFiles.index(root), SMALL, null)) {
            for (Family family : Family.values()) {
                if (family.ownsShards()) {
                    index.scan(
                            family,
                            Bytes.EMPTY,
                            Bytes.EMPTY,
                            (_, value) -> {
                                note(RowImage.decode(value).location(), named, files);
                                return true;
                            });
                }
            }
            index.scan(
                    Family.STAGING,
                    Bytes.EMPTY,
                    Bytes.EMPTY,
                    (key, _) -> onTheirWayOut.add(ShardId.read(key, 0).toString()));
            index.scan(
                    Family.META,
                    new byte[] {MetaRows.SEGMENT},
                    new byte[] {MetaRows.SEGMENT + 1},
                    (key, value) -> {
                        counted.put(MetaRows.segmentOf(key), Bytes.getLong(value, 0));
                        return true;
                    });
        }
        assertThat(counted).isEqualTo(named);
        Set<String> found = new HashSet<>();
        try (Stream<Path> paths = Files.walk(DriveFiles.shards(root))) {
            paths.filter(Files::isRegularFile).forEach(p -> found.add(nameOf(p)));
        }
        found.removeAll(onTheirWayOut);
        assertThat(found).isEqualTo(files);
    }

    private static void note(Location location, Map<Integer, Long> live, Set<String> files) {
        switch (location) {
            case Location.InLog at -> live.merge(at.segment(), (long) at.length(), Long::sum);
            case Location.InFile file -> files.add(file.id().toString());
            case Location.None _, Location.Missing _ -> {}
        }
    }

    private static String nameOf(@Nullable Path path) {
        return path == null ? "" : String.valueOf(path.getFileName());
    }
}
