package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Folders of files for the tools that move whole trees.
final class Trees {
    private Trees() {}

    /// Copies real files of the machine (those below the JDK, the Maven repository and so on) until
    /// there are `count`, and adds made ones where the machine has fewer: real trees have the
    /// names, sizes and depths that nobody thinks of.
    static void gather(Path target, int count, long bytesMax) throws IOException {
        int copied = 0;
        long bytes = 0;
        Files.createDirectories(target);
        for (Path root : roots()) {
            for (Path file : files(root)) {
                long size = Files.size(file);
                if (copied >= count) {
                    return;
                }
                if (bytes + size > bytesMax || !Files.isReadable(file)) {
                    continue;
                }
                Path place = target.resolve(root.relativize(file).toString());
                Files.createDirectories(place.resolveSibling("."));
                if (!Files.exists(place)) {
                    Files.copy(file, place);
                    copied++;
                    bytes += size;
                }
            }
        }
        for (; copied < count; copied++) {
            Path place = target.resolve("made/" + copied % 31 + "/file " + copied);
            Files.createDirectories(place.resolveSibling("."));
            Files.write(place, new Content(copied, copied * 7L % 10_000).bytes());
        }
    }

    private static List<Path> roots() {
        return Stream.of(
                        Path.of(System.getProperty("java.home")),
                        Path.of("/usr/lib/python3"),
                        Path.of("/usr/share/doc"),
                        Path.of("/usr/share/perl"),
                        Path.of("/usr/share/zoneinfo"))
                .filter(Files::isDirectory)
                .toList();
    }

    /// The regular files below a folder, in a fixed order; links are left out.
    static List<Path> files(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    /// Demands that both hold the same files with the same bytes.
    static void assertEqual(Path expected, Path actual) throws IOException {
        List<String> names = names(expected);
        assertThat(names(actual)).containsExactlyElementsOf(names);
        for (String name : names) {
            assertThat(Files.mismatch(expected.resolve(name), actual.resolve(name)))
                    .as(name)
                    .isEqualTo(-1);
        }
    }

    private static List<String> names(Path root) throws IOException {
        return files(root).stream().map(file -> root.relativize(file).toString()).toList();
    }
}
