package io.holdfast.benchmarks.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What folders take of the disk, and what is left of it.
final class Disk {
    private Disk() {}

    /// Blocks that the file system has allocated for folders; holes of sparse files do not count.
    static long allocatedBytes(List<Path> folders) throws IOException {
        List<String> words =
                new ArrayList<>(List.of("du", "--summarize", "--block-size=1", "--total"));
        folders.forEach(folder -> words.add(folder.toString()));
        // Files come and go while it looks, so its exit code says nothing.
        String[] lines = output(words).split("\n", -1);
        for (String line : lines) {
            if (line.endsWith("\ttotal")) {
                return Long.parseLong(line.substring(0, line.indexOf('\t')));
            }
        }
        throw new IOException("du said nothing");
    }

    static long freeBytes(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /// Waits until all that was written and deleted so far is on the disk.
    static void sync() throws IOException {
        output(List.of("sync"));
    }

    private static String output(List<String> words) throws IOException {
        Process process =
                new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.onExit().join();
        return output;
    }

    /// Removes a folder with all that is in it.
    static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
