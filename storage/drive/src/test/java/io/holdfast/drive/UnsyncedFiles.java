package io.holdfast.drive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// What of the files of a drive would be lost, or come back, if the power went now. The owner
/// guards it.
final class UnsyncedFiles {
    private static final int SECTOR = 512;

    private final Map<Path, List<Unsynced>> ranges = new HashMap<>();
    private final Set<Path> names = new LinkedHashSet<>();
    private final Map<Path, byte[]> deleted = new LinkedHashMap<>();

    /// Bytes that were written over and may come back.
    @SuppressWarnings("ArrayRecordComponent") // test data
    private record Unsynced(long offset, byte[] old, int length) {}

    /// A file or folder was made.
    void made(Path path) {
        names.add(path);
        deleted.remove(path);
    }

    void written(Path path, long offset, byte[] old, int length) {
        ranges.computeIfAbsent(path, _ -> new ArrayList<>()).add(new Unsynced(offset, old, length));
    }

    void synced(Path path) {
        ranges.remove(path);
    }

    void folderSynced(Path folder) {
        names.removeIf(path -> folder.equals(path.getParent()));
        deleted.keySet().removeIf(path -> folder.equals(path.getParent()));
    }

    /// A file was deleted; until its folder is synced its name may come back.
    void deleted(Path path, byte[] content) {
        if (!names.remove(path)) {
            deleted.put(path, content);
        }
        ranges.remove(path);
    }

    /// Makes of a copy what the power cut leaves.
    void tear(Path root, Path copy, RandomGenerator random) throws IOException {
        for (Map.Entry<Path, List<Unsynced>> entry : ranges.entrySet()) {
            Path target = copy.resolve(root.relativize(entry.getKey()));
            if (Files.exists(target)) {
                try (FileChannel file = FileChannel.open(target, StandardOpenOption.WRITE)) {
                    for (Unsynced range : entry.getValue().reversed()) {
                        tear(file, range, random);
                    }
                }
            }
        }
        for (Path name : names) {
            if (random.nextBoolean()) {
                deleteAll(copy.resolve(root.relativize(name)));
            }
        }
        for (Map.Entry<Path, byte[]> entry : deleted.entrySet()) {
            Path target = copy.resolve(root.relativize(entry.getKey()));
            Path folder = target.getParent();
            if (random.nextBoolean() && folder != null && Files.isDirectory(folder)) {
                Files.write(target, entry.getValue());
            }
        }
    }

    private static void deleteAll(Path path) throws IOException {
        if (Files.exists(path)) {
            List<Path> all;
            try (Stream<Path> walk = Files.walk(path)) {
                all = walk.toList();
            }
            for (Path one : all.reversed()) {
                Files.delete(one);
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
}
