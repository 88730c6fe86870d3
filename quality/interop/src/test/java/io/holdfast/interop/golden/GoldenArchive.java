package io.holdfast.interop.golden;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// The drives of one deployment and what its server showed, in one zip file: `drive<n>/…` and
/// `shown.txt`. It is compressed once more, for a log is mostly zeros.
final class GoldenArchive {
    private static final String SHOWN = "shown.txt";
    private static final String DRIVE = "drive";

    private final Path file;

    GoldenArchive(Path file) {
        this.file = file;
    }

    /// How many drives are in it.
    int drives() throws IOException {
        Set<String> drives = new HashSet<>();
        read(
                (name, _) -> {
                    if (name.startsWith(DRIVE)) {
                        drives.add(name.substring(0, name.indexOf('/')));
                    }
                });
        return drives.size();
    }

    /// What the server showed that wrote them.
    List<String> shown() throws IOException {
        List<String> lines = new ArrayList<>();
        read(
                (name, in) -> {
                    if (name.equals(SHOWN)) {
                        new String(in.readAllBytes(), StandardCharsets.UTF_8)
                                .lines()
                                .forEach(lines::add);
                    }
                });
        return lines;
    }

    /// Puts the drives into these folders.
    void unpack(List<Path> drives) throws IOException {
        read(
                (name, in) -> {
                    if (name.startsWith(DRIVE)) {
                        unpack(name, in, drives);
                    }
                });
    }

    private static void unpack(String name, InputStream in, List<Path> drives) throws IOException {
        int slash = name.indexOf('/');
        int number = Integer.parseInt(name.substring(DRIVE.length(), slash));
        Path target = drives.get(number - 1).resolve(name.substring(slash + 1));
        if (name.endsWith("/")) {
            Files.createDirectories(target);
        } else {
            Files.createDirectories(target.getParent());
            Files.copy(in, target);
        }
    }

    @FunctionalInterface
    private interface Taker {
        void take(String name, InputStream content) throws IOException;
    }

    private void read(Taker taker) throws IOException {
        try (ZipInputStream zip =
                new ZipInputStream(
                        new GZIPInputStream(
                                new BufferedInputStream(Files.newInputStream(file)), 1 << 16))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                taker.take(entry.getName(), zip);
            }
        }
    }

    /// Writes the archive.
    void pack(List<Path> drives, List<String> shown) throws IOException {
        Files.createDirectories(file.getParent());
        try (ZipOutputStream zip =
                new ZipOutputStream(
                        new GZIPOutputStream(
                                new BufferedOutputStream(Files.newOutputStream(file)), 1 << 16))) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            zip.putNextEntry(new ZipEntry(SHOWN));
            zip.write(String.join("\n", shown).getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            for (int i = 0; i < drives.size(); i++) {
                pack(zip, drives.get(i), DRIVE + (i + 1) + '/');
            }
        }
    }

    private static void pack(ZipOutputStream zip, Path drive, String prefix) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(drive)) {
            walk.filter(path -> !path.equals(drive)).sorted().forEach(all::add);
        }
        for (Path path : all) {
            String name = prefix + drive.relativize(path).toString().replace('\\', '/');
            if (Files.isDirectory(path)) {
                zip.putNextEntry(new ZipEntry(name + '/'));
            } else {
                zip.putNextEntry(new ZipEntry(name));
                Files.copy(path, zip);
            }
            zip.closeEntry();
        }
    }
}
