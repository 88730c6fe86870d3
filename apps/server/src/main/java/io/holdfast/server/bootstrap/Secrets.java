package io.holdfast.server.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Where values that stand elsewhere come from: variables, and files beside the bootstrap file.
///
/// @param folder against which names of files are resolved
record Secrets(Map<String, String> environment, Path folder) {
    /// Longest file of a value; a policy is the longest value there is.
    private static final long BYTES_MAX = 64 << 10;

    /// @throws IOException saying what is wrong with it, but nothing of its content
    String file(String name) throws IOException {
        Path path = folder.resolve(name);
        if (!Files.isRegularFile(path)) {
            throw new IOException("there is no file " + path);
        }
        if (Files.size(path) > BYTES_MAX) {
            throw new IOException("the file " + path + " is too large");
        }
        try {
            return Files.readString(path).stripTrailing();
        } catch (IOException e) {
            throw new IOException("the file " + path + " cannot be read as text", e);
        }
    }

    /// @throws IOException when the variable is not set
    String variable(String name) throws IOException {
        String value = environment.get(name);
        if (value == null) {
            throw new IOException("the variable " + name + " is not set");
        }
        return value;
    }

    /// Shows no variable.
    @Override
    public String toString() {
        return "Secrets";
    }
}
