package io.holdfast.interop.damage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The kinds of files on a drive, by where they lie.
enum FileKind {
    IDENTITY("identity\\.json"),
    LOCK("lock"),
    REGISTRY("registry/.*"),
    LOG("log/[0-9]+"),
    INDEX_CURRENT("index/CURRENT"),
    INDEX_MANIFEST("index/MANIFEST-.*"),
    INDEX_TABLE("index/.*\\.sst"),
    INDEX_OPTIONS("index/(OPTIONS-.*|IDENTITY|LOG.*)"),
    SHARD("shards/.*");

    private final String pattern;

    FileKind(String pattern) {
        this.pattern = pattern;
    }

    /// Files of this kind, in order.
    List<Path> in(Path drive) throws IOException {
        Path folder = drive.resolve("holdfast");
        List<Path> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                if (folder.relativize(file).toString().matches(pattern)) {
                    found.add(file);
                }
            }
        }
        return found;
    }
}
