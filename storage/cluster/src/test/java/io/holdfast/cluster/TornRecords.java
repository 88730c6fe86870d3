package io.holdfast.cluster;

import io.holdfast.drive.DiskMoment;
import io.holdfast.drive.DriveFiles;
import io.holdfast.drive.Mains;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Records of registries that are being written, so that a power cut can tear them. Any thread.
public final class TornRecords {
    /// Length of the file before the record, by the drive's path.
    private final Map<Path, Long> underWay = new ConcurrentHashMap<>();

    /// Writes a record, which counts as durable only when this returns.
    void write(Path drive, Mains mains, Mains.Work<?> record) throws IOException {
        mains.powered(
                () -> {
                    long before = length(drive);
                    record.run();
                    underWay.put(drive, before);
                    return true;
                });
        mains.reach(DiskMoment.REGISTRY_WRITTEN);
        mains.powered(() -> underWay.keySet().remove(drive));
    }

    /// Takes some of the last record from a copy of the drive, if it was on its way. Only within
    /// {@link Mains#cut}.
    public void tear(Path drive, Path copy, RandomGenerator random) throws IOException {
        Long before = underWay.get(drive);
        Optional<Path> file = newest(copy);
        if (before == null || file.isEmpty() || Files.size(file.get()) <= before) {
            return;
        }
        long length = Files.size(file.get());
        try (FileChannel channel = FileChannel.open(file.get(), StandardOpenOption.WRITE)) {
            if (random.nextBoolean()) {
                channel.truncate(random.nextLong(before, length));
            } else {
                byte[] garbage = new byte[random.nextInt(1, 1 + (int) (length - before))];
                random.nextBytes(garbage);
                channel.write(ByteBuffer.wrap(garbage), length - garbage.length);
            }
        }
    }

    private static long length(Path drive) throws IOException {
        Optional<Path> file = newest(drive);
        return file.isEmpty() ? 0 : Files.size(file.get());
    }

    private static Optional<Path> newest(Path drive) throws IOException {
        Path folder = DriveFiles.registryFolder(drive);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".registry"))
                    .max(Comparator.naturalOrder());
        }
    }
}
