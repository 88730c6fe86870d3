package io.holdfast.drive.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The machine's file system. Files get mode 0600, folders 0700. Where direct I/O is refused
/// (tmpfs, some overlays) it writes through the page cache, syncs all the same, and warns once.
public final class RealDisk implements Disk {
    private static final Logger log = LoggerFactory.getLogger(RealDisk.class);
    private static final FileAttribute<Set<PosixFilePermission>> FILE_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final boolean isDirect;

    private RealDisk(boolean isDirect) {
        this.isDirect = isDirect;
    }

    /// Probes the folder's file system with a block of direct I/O.
    public static RealDisk at(Path folder) throws IOException {
        Path probe = folder.resolve("direct-io-probe");
        boolean isDirect = false;
        try (DiskFile file = open(probe, true)) {
            file.write(Aligned.allocate(Aligned.BLOCK), 0);
            isDirect = true;
        } catch (UnsupportedOperationException | IOException e) {
            log.warn(
                    "no direct I/O at {}, writing through the page cache: {}",
                    folder,
                    e.toString());
        } finally {
            Files.deleteIfExists(probe);
        }
        return new RealDisk(isDirect);
    }

    @Override
    public DiskFile openForWriting(Path path) throws IOException {
        return open(path, isDirect);
    }

    @Override
    public DiskFile openForReading(Path path) throws IOException {
        return new ChannelFile(FileChannel.open(path, StandardOpenOption.READ));
    }

    @Override
    public boolean createFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, FOLDER_MODE);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
    }

    private static DiskFile open(Path path, boolean isDirect) throws IOException {
        Set<OpenOption> options = new HashSet<>();
        options.add(StandardOpenOption.READ);
        options.add(StandardOpenOption.WRITE);
        options.add(StandardOpenOption.CREATE);
        if (isDirect) {
            options.add(directOption());
        }
        return new ChannelFile(FileChannel.open(path, options, FILE_MODE));
    }

    /// `com.sun.nio.file.ExtendedOpenOption.DIRECT`, looked up by name: it is supported, but not
    /// part of the Java SE API that `--release` compiles against.
    private static OpenOption directOption() {
        try {
            Class<?> options = Class.forName("com.sun.nio.file.ExtendedOpenOption");
            for (Object option : options.getEnumConstants()) {
                if (option instanceof OpenOption found && found.toString().equals("DIRECT")) {
                    return found;
                }
            }
        } catch (ClassNotFoundException e) {
            throw new UnsupportedOperationException("this JDK has no direct I/O", e);
        }
        throw new UnsupportedOperationException("this JDK has no direct I/O");
    }

    private record ChannelFile(FileChannel channel) implements DiskFile {
        @Override
        public void write(ByteBuffer bytes, long offset) throws IOException {
            long at = offset;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        }

        @Override
        public int read(ByteBuffer into, long offset) throws IOException {
            int total = 0;
            while (into.hasRemaining()) {
                int count = channel.read(into, offset + total);
                if (count < 0) {
                    break;
                }
                total += count;
            }
            return total;
        }

        @Override
        public void sync() throws IOException {
            channel.force(false);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
