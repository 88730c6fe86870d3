package io.holdfast.interop.errors;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// A small file system in memory, mounted on a folder. Only root can make one; without that the
/// test is skipped.
final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk mount(Path folder, int sizeMib) throws IOException, InterruptedException {
        boolean isMounted =
                run("mount", "-t", "tmpfs", "-o", "size=" + sizeMib + "m", "tmpfs", folder);
        Assumptions.assumeTrue(isMounted, "this user cannot mount file systems");
        return new SmallDisk(folder);
    }

    /// From now on nothing can be written to it.
    void makeReadOnly() throws IOException, InterruptedException {
        if (!run("mount", "-o", "remount,ro", folder)) {
            throw new IOException("cannot be made read-only: " + folder);
        }
    }

    private static boolean run(String command, Object... arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(command));
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor() == 0;
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", "-l", folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
