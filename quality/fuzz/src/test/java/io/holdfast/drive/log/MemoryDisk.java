package io.holdfast.drive.log;

import io.holdfast.drive.disk.Disk;
import io.holdfast.drive.disk.DiskFile;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Files on the heap; folders are taken for granted. One thread.
final class MemoryDisk implements Disk {
    final Map<String, byte[]> files = new HashMap<>();

    @Override
    public DiskFile openForWriting(Path path) {
        files.putIfAbsent(name(path), new byte[0]);
        return new MemoryFile(name(path));
    }

    @Override
    public DiskFile openForReading(Path path) throws NoSuchFileException {
        if (!files.containsKey(name(path))) {
            throw new NoSuchFileException(path.toString());
        }
        return new MemoryFile(name(path));
    }

    @Override
    public boolean createFolder(Path folder) {
        return false;
    }

    @Override
    public void syncFolder(Path folder) {}

    @Override
    public void rename(Path from, Path to) throws NoSuchFileException {
        byte[] content = files.remove(name(from));
        if (content == null) {
            throw new NoSuchFileException(from.toString());
        }
        files.put(name(to), content);
    }

    @Override
    public void delete(Path path) {
        files.remove(name(path));
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private final class MemoryFile implements DiskFile {
        private final String name;

        MemoryFile(String name) {
            this.name = name;
        }

        @Override
        public void write(ByteBuffer bytes, long offset) {
            byte[] old = content();
            int end = (int) offset + bytes.remaining();
            byte[] now = end > old.length ? Arrays.copyOf(old, end) : old;
            bytes.get(now, (int) offset, bytes.remaining());
            files.put(name, now);
        }

        @Override
        public int read(ByteBuffer into, long offset) {
            byte[] all = content();
            if (offset < 0) {
                throw new IllegalArgumentException("negative position");
            }
            int count = Math.clamp(all.length - offset, 0, into.remaining());
            into.put(all, (int) Math.min(offset, all.length), count);
            return count;
        }

        @Override
        public void sync() {}

        @Override
        public long size() {
            return content().length;
        }

        @Override
        public void close() {}

        private byte[] content() {
            return files.getOrDefault(name, new byte[0]);
        }
    }
}
