package io.holdfast.drive.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.drive.MediumGate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GatedDiskTest {
    @TempDir private Path folder;

    private final List<MediumGate.Access> seen = new ArrayList<>();
    private boolean isFull;
    private GatedDisk disk;

    @BeforeEach
    void open() throws IOException {
        MediumGate gate =
                new MediumGate() {
                    @Override
                    public void before(Access access, Path path) throws IOException {
                        seen.add(access);
                        if (isFull && access == Access.GROW) {
                            throw new IOException("No space left on device");
                        }
                    }

                    @Override
                    public boolean isFull() {
                        return isFull;
                    }
                };
        disk = new GatedDisk(RealDisk.at(folder), gate);
    }

    @Test
    void gateIsAskedBeforeEachAccess() throws IOException {
        Path path = folder.resolve("file");
        try (DiskFile file = disk.openForWriting(path)) {
            file.write(block(), 0);
            file.write(block(), 0);
            file.sync();
            file.read(block(), 0);
        }
        disk.syncFolder(folder);
        disk.createFolder(folder.resolve("inner"));
        disk.delete(path);
        assertThat(seen)
                .containsExactly(
                        MediumGate.Access.GROW,
                        MediumGate.Access.GROW,
                        MediumGate.Access.WRITE,
                        MediumGate.Access.SYNC,
                        MediumGate.Access.READ,
                        MediumGate.Access.SYNC,
                        MediumGate.Access.GROW,
                        MediumGate.Access.DELETE);
    }

    @Test
    void whatIsRefusedIsNotDone() throws IOException {
        Path path = folder.resolve("file");
        try (DiskFile file = disk.openForWriting(path)) {
            file.write(block(), 0);
            isFull = true;
            file.write(block(), 0);
            assertThatThrownBy(() -> file.write(block(), Aligned.BLOCK))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space");
            assertThat(file.size()).isEqualTo(Aligned.BLOCK);
        }
        assertThatThrownBy(() -> disk.openForWriting(folder.resolve("another")))
                .isInstanceOf(IOException.class);
        assertThat(Files.exists(folder.resolve("another"))).isFalse();
    }

    private static ByteBuffer block() {
        return Aligned.allocate(Aligned.BLOCK);
    }
}
