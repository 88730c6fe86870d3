package io.holdfast.drive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// What of the index's files would be lost if the power went now. RocksDB only appends to tables
/// and manifests, so what is there at an instant is the beginning of each file, and what a cut may
/// take is its end: the part that RocksDB has written and not synced. It syncs a table and its
/// folder before it writes of it to the manifest, and the manifest before it counts on it. The
/// owner guards it.
final class UnsyncedIndex {
    private static final int SECTOR = 512;
    private static final int ATTEMPTS = 200;

    private final Path folder;
    private final Set<Path> older = new HashSet<>();
    private final Map<Path, Long> written = new HashMap<>();
    private final Map<Path, Long> synced = new HashMap<>();
    private final Set<Path> unnamed = new HashSet<>();

    /// @param folder what is in it now is durable
    UnsyncedIndex(Path folder) throws IOException {
        this.folder = folder;
        older.addAll(sizes().keySet());
    }

    static boolean isManifest(Path file) {
        return String.valueOf(file.getFileName()).startsWith("MANIFEST-");
    }

    private static boolean isTable(Path file) {
        return String.valueOf(file.getFileName()).endsWith(".sst");
    }

    private static boolean isOptions(Path file) {
        return String.valueOf(file.getFileName()).startsWith("OPTIONS-");
    }

    void written(Path file, long bytes) {
        written.merge(file, bytes, Long::sum);
        if (isManifest(file)) {
            name();
        } else {
            unnamed.add(file);
        }
    }

    /// Before RocksDB writes to the manifest it has synced the tables and their folder.
    private void name() {
        unnamed.removeIf(table -> synced.getOrDefault(table, -1L).equals(written.get(table)));
    }

    void synced(Path file) {
        synced.put(file, written.getOrDefault(file, 0L));
    }

    void deleted(Path file) {
        written.remove(file);
        synced.remove(file);
        unnamed.remove(file);
    }

    /// Copies what is there at one instant, with the ends that the cut takes. RocksDB's threads
    /// stand still as soon as they write or sync; what they create and delete until then is met by
    /// looking again.
    void copy(Path to, RandomGenerator random) throws IOException {
        Map<Path, Long> seen = sizes();
        for (int attempt = 0; ; attempt++) {
            for (Map.Entry<Path, Long> file : seen.entrySet()) {
                copyOne(file.getKey(), to.resolve(folder.relativize(file.getKey())));
            }
            Map<Path, Long> now = sizes();
            if (now.equals(seen)) {
                break;
            }
            if (attempt > ATTEMPTS) {
                throw new IOException("the index does not stand still: " + seen + ", " + now);
            }
            seen = now;
        }
        dropOthers(to, seen.keySet());
        // A write whose end RocksDB could not tell any more.
        seen.forEach(
                (file, size) -> {
                    if (isManifest(file) && size > written.getOrDefault(file, 0L)) {
                        name();
                    }
                });
        for (Map.Entry<Path, Long> file : seen.entrySet()) {
            tear(file.getKey(), file.getValue(), to, random);
        }
    }

    private Map<Path, Long> sizes() throws IOException {
        Map<Path, Long> sizes = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                try {
                    sizes.put(file, Files.size(file));
                } catch (NoSuchFileException e) {
                    sizes.remove(file); // deleted meanwhile
                }
            }
        }
        return sizes;
    }

    private static void copyOne(Path from, Path to) throws IOException {
        try {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            Files.deleteIfExists(to);
        }
    }

    private void dropOthers(Path to, Set<Path> seen) throws IOException {
        try (Stream<Path> files = Files.list(to)) {
            for (Path file : files.toList()) {
                if (!seen.contains(folder.resolve(to.relativize(file)))) {
                    Files.delete(file);
                }
            }
        }
    }

    private void tear(Path file, long size, Path to, RandomGenerator random) throws IOException {
        Path target = to.resolve(folder.relativize(file));
        if (older.contains(file)) {
            return;
        }
        if (isOptions(file)) {
            // RocksDB never reads it again.
            Files.write(target, garbage(random.nextInt((int) size + 1), random));
            return;
        }
        if (!isTable(file) && !isManifest(file)) {
            return;
        }
        if (unnamed.contains(file) && random.nextBoolean()) {
            Files.delete(target);
            return;
        }
        long durable = Math.min(size, synced.getOrDefault(file, 0L));
        if (durable == size || random.nextInt(4) == 0) {
            return;
        }
        try (FileChannel channel =
                FileChannel.open(target, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            int style = random.nextInt(4);
            long kept = random.nextLong(durable, size + 1);
            if (style < 2) {
                channel.truncate(kept);
            } else if (isTable(file)) {
                // The length may have arrived and the bytes not: then there are zeros.
                long from = Math.min(size, (kept + SECTOR - 1) / SECTOR * SECTOR);
                channel.write(ByteBuffer.allocate((int) (size - from)), from);
            } else {
                tearSectors(channel, durable, style == 2 ? size : kept, random);
            }
        }
    }

    /// Each sector behind the durable bytes is new, zero or garbage. One that begins with durable
    /// bytes keeps those: a sector is written whole or not at all.
    private static void tearSectors(
            FileChannel file, long durable, long length, RandomGenerator random)
            throws IOException {
        file.truncate(length);
        int most = random.nextBoolean() ? 2 : 3;
        for (long at = durable; at < length; at = (at / SECTOR + 1) * SECTOR) {
            int bytes = (int) (Math.min(length, (at / SECTOR + 1) * SECTOR) - at);
            int fate = random.nextInt(most);
            boolean isShared = at % SECTOR != 0;
            if (fate == 1 || (fate == 2 && isShared)) {
                file.write(ByteBuffer.allocate(bytes), at);
            } else if (fate == 2) {
                file.write(ByteBuffer.wrap(garbage(bytes, random)), at);
            }
        }
    }

    private static byte[] garbage(int bytes, RandomGenerator random) {
        byte[] garbage = new byte[bytes];
        random.nextBytes(garbage);
        return garbage;
    }
}
