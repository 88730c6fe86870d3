package io.holdfast.drive.disk;

import io.holdfast.drive.MediumGate;
import io.holdfast.drive.MediumGate.Access;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/// Another disk, behind a gate.
///
/// @param inner does the work when the gate lets it pass
public record GatedDisk(Disk inner, MediumGate gate) implements Disk {
    @Override
    public DiskFile openForWriting(Path path) throws IOException {
        gate.before(Files.exists(path) ? Access.WRITE : Access.GROW, path);
        return new GatedFile(inner.openForWriting(path), gate, path);
    }

    @Override
    public DiskFile openForReading(Path path) throws IOException {
        gate.before(Access.READ, path);
        return new GatedFile(inner.openForReading(path), gate, path);
    }

    @Override
    public boolean createFolder(Path folder) throws IOException {
        gate.before(Access.GROW, folder);
        return inner.createFolder(folder);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        gate.before(Access.SYNC, folder);
        inner.syncFolder(folder);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        gate.before(Access.WRITE, to);
        inner.rename(from, to);
    }

    @Override
    public void delete(Path path) throws IOException {
        gate.before(Access.DELETE, path);
        inner.delete(path);
    }

    private record GatedFile(DiskFile inner, MediumGate gate, Path path) implements DiskFile {
        @Override
        public void write(ByteBuffer bytes, long offset) throws IOException {
            boolean isWithin = offset + bytes.remaining() <= inner.size();
            gate.before(isWithin ? Access.WRITE : Access.GROW, path);
            inner.write(bytes, offset);
        }

        @Override
        public int read(ByteBuffer into, long offset) throws IOException {
            gate.before(Access.READ, path);
            return inner.read(into, offset);
        }

        @Override
        public void sync() throws IOException {
            gate.before(Access.SYNC, path);
            inner.sync();
        }

        @Override
        public long size() throws IOException {
            return inner.size();
        }

        @Override
        public void close() throws IOException {
            inner.close();
        }
    }
}
