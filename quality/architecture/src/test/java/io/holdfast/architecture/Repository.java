package io.holdfast.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The files of the project as they lie in the work tree, build folders left out.
final class Repository {
    private static final Set<String> SKIPPED =
            Set.of(".git", "target", "node_modules", "__pycache__", ".idea", ".vscode");
    private static final Set<String> TEXT =
            Set.of(
                    "java",
                    "md",
                    "xml",
                    "py",
                    "sh",
                    "yml",
                    "yaml",
                    "json",
                    "properties",
                    "html",
                    "css",
                    "js",
                    "ts",
                    "txt",
                    "conf",
                    "gitignore",
                    "");

    private final Path root;
    private final List<Path> files;

    private Repository(Path root, List<Path> files) {
        this.root = root;
        this.files = files;
    }

    /// The project that this test was built in.
    static Repository here() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.resolveSibling("..").normalize();
        }
        return of(folder);
    }

    static Repository of(Path root) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(
                    root,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path directory, BasicFileAttributes attributes) {
                            return SKIPPED.contains(directory.getFileName().toString())
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            if (attributes.isRegularFile()
                                    && !file.getFileName().toString().equals(".git")) {
                                files.add(root.relativize(file));
                            }
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(null);
        return new Repository(root, List.copyOf(files));
    }

    /// All files, relative to the root.
    List<Path> files() {
        return files;
    }

    /// Those that people read.
    List<Path> texts() {
        return files.stream().filter(file -> TEXT.contains(extension(file))).toList();
    }

    List<Path> ending(String suffix) {
        return files.stream().filter(file -> file.toString().endsWith(suffix)).toList();
    }

    /// Folders of the build's modules that hold sources; examples are builds of their own.
    List<Path> modules() {
        return ending("pom.xml").stream()
                .filter(pom -> pom.getNameCount() > 1 && !isExample(pom))
                .map(Path::getParent)
                .filter(module -> Files.isDirectory(root.resolve(module).resolve("src")))
                .toList();
    }

    /// True for files of projects that only use ours.
    boolean isExample(Path file) {
        return file.startsWith("examples");
    }

    boolean exists(Path file) {
        return Files.exists(root.resolve(file));
    }

    long size(Path file) {
        try {
            return Files.size(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> lines(Path file) {
        try {
            return Files.readAllLines(root.resolve(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }
}
