package io.holdfast.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes the seeds of all targets as files, one folder for each, for Jazzer to begin with.
final class SeedFiles {
    private SeedFiles() {}

    static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        for (FuzzTarget target : Targets.all().toList()) {
            Path folder = Files.createDirectories(root.resolve(target.name()));
            List<byte[]> seeds = target.seeds();
            for (int i = 0; i < seeds.size(); i++) {
                Files.write(folder.resolve("seed-" + i), seeds.get(i));
            }
        }
    }
}
