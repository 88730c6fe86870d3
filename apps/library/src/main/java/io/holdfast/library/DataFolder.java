package io.holdfast.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where a server keeps its data.
///
/// @param isTemporary whether it goes with the server
record DataFolder(Path path, boolean isTemporary) implements AutoCloseable {
    /// The kept folder, made when it is not there, or a new temporary one.
    static DataFolder of(Optional<Path> kept) {
        try {
            if (kept.isPresent()) {
                Path path = kept.get().toAbsolutePath().normalize();
                Files.createDirectories(path);
                return new DataFolder(path, false);
            }
            return new DataFolder(Files.createTempDirectory("holdfast-").toRealPath(), true);
        } catch (IOException e) {
            throw new HoldfastException("The data's folder cannot be made: " + e, e);
        }
    }

    /// Deletes a temporary folder with all that is in it. Does nothing the second time.
    @Override
    public void close() {
        if (!isTemporary || !Files.exists(path)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(path)) {
            List<Path> files = new ArrayList<>(walk.toList());
            Collections.reverse(files);
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new HoldfastException("The temporary folder cannot be deleted: " + e, e);
        }
    }
}
