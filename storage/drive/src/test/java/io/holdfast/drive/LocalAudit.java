package io.holdfast.drive;

import io.holdfast.base.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks at the files of a local drive that is closed and was flushed.
public final class LocalAudit implements DriveAudit, AutoCloseable {
    private final Path root;
    private final IndexStore index;

    public LocalAudit(Path root) throws IOException {
        this.root = root;
        index = IndexStore.open(DriveFiles.index(root), LocalDrives.SMALL, null);
    }

    @Override
    public void rows(Family family, RowCheck check) {
        index.scan(
                family,
                Bytes.EMPTY,
                Bytes.EMPTY,
                (key, value) -> {
                    check.row(key, DriveRows.decode(family, key, value).record());
                    return true;
                });
    }

    @Override
    public List<Long> counted() {
        List<Long> buckets = new ArrayList<>();
        index.scan(
                Family.COUNT,
                Bytes.EMPTY,
                Bytes.EMPTY,
                (key, _) -> {
                    buckets.add(Bytes.getLong(key, 0));
                    return true;
                });
        return buckets;
    }

    @Override
    public BucketUsage usage(long bucketId) {
        byte[] key = new byte[Long.BYTES];
        Bytes.putLong(key, 0, bucketId);
        byte[] value = index.get(Family.COUNT, key);
        return value == null ? BucketUsage.NONE : MetaRows.decodeUsage(value);
    }

    /// Staging records: files that are being written, or wait to be unlinked.
    public int stagingRecords() {
        int[] count = new int[1];
        rows(Family.STAGING, (_, _) -> count[0]++);
        return count[0];
    }

    @Override
    public List<String> looseEnds() {
        List<String> found = new ArrayList<>();
        Set<String> there = shardFiles();
        Set<String> owned = new HashSet<>();
        rows(Family.STAGING, (key, _) -> owned.add(ShardId.read(key, 0).toString()));
        for (Family family : Family.values()) {
            if (family.ownsShards()) {
                index.scan(
                        family,
                        Bytes.EMPTY,
                        Bytes.EMPTY,
                        (_, value) -> {
                            RowImage image = RowImage.decode(value);
                            if (own(image, owned) instanceof Location.InFile file
                                    && !there.contains(file.id().toString())) {
                                found.add("a row of " + family + " has lost " + file);
                            }
                            return true;
                        });
            }
        }
        there.removeAll(owned);
        there.forEach(file -> found.add("nobody names the file " + file));
        return found;
    }

    private static Location own(RowImage top, Set<String> owned) {
        for (@Nullable RowImage image = top; image != null; image = image.prior()) {
            if (image.location() instanceof Location.InFile file) {
                owned.add(file.id().toString());
            }
        }
        return top.location();
    }

    private Set<String> shardFiles() {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> paths = Files.walk(DriveFiles.shards(root))) {
            paths.filter(Files::isRegularFile)
                    .forEach(path -> names.add(String.valueOf(path.getFileName())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    @Override
    public void close() {
        index.close();
    }
}
