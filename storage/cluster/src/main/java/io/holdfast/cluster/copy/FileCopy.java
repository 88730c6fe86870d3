package io.holdfast.cluster.copy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A copy of the registry in a folder of a drive: one file of records, of which the first is a
/// snapshot. A new snapshot is a new file with the next number, written under another name, synced,
/// renamed and made durable with its folder; then the older file goes. So at each moment the file
/// with the highest number is whole, but for a torn last record (docs/formats/registry.md).
public final class FileCopy implements RegistryCopy {
    /// A file is rewritten when it has this much more than its snapshot: some thousands of writes,
    /// read back in milliseconds at a start.
    private static final long REWRITE_BYTES = 4 << 20;

    private static final String SUFFIX = ".registry";
    private static final String UNFINISHED = "unfinished";

    private final Path folder;
    private @Nullable FileChannel file;
    private long number;
    private long end;
    private long snapshotBytes;

    public FileCopy(Path folder) {
        this.folder = folder;
    }

    @Override
    public CopyContent read() {
        try {
            long newest = newestNumber();
            return newest == 0
                    ? new CopyContent.Blank(0)
                    : CopyReader.read(Files.readAllBytes(path(newest))).content();
        } catch (IOException e) {
            return new CopyContent.Damaged(folder + ": " + e, 0);
        }
    }

    @Override
    public void promise(long start) throws IOException {
        write(RecordFrame.wrap(new CopyRecord.Promise(start)));
    }

    @Override
    public void append(RegistryChange change, RegistryState after) throws IOException {
        if (end > snapshotBytes * 2 + REWRITE_BYTES) {
            replace(after);
        } else {
            write(RecordFrame.wrap(new CopyRecord.Write(change)));
        }
    }

    private void write(byte[] record) throws IOException {
        FileChannel channel = file == null ? openNewest() : file;
        writeFully(channel, record, end);
        channel.force(false);
        end += record.length;
    }

    /// Opens the newest file for appending behind its last valid record; makes one when there is
    /// none.
    private FileChannel openNewest() throws IOException {
        number = newestNumber();
        if (number == 0) {
            return startFile(new byte[0]);
        }
        FileChannel channel = FileChannel.open(path(number), StandardOpenOption.WRITE);
        end = CopyReader.read(Files.readAllBytes(path(number))).end();
        channel.truncate(end);
        file = channel;
        return channel;
    }

    @Override
    public void replace(RegistryState state) throws IOException {
        if (file == null) {
            number = newestNumber();
        }
        byte[] snapshot = RecordFrame.wrap(new CopyRecord.Snapshot(state));
        long old = number;
        startFile(snapshot);
        snapshotBytes = snapshot.length;
        if (old != 0) {
            Files.deleteIfExists(path(old));
        }
    }

    private FileChannel startFile(byte[] content) throws IOException {
        Files.createDirectories(folder, attributesOf("rwx------"));
        Path unfinished = folder.resolve(UNFINISHED);
        Files.deleteIfExists(unfinished);
        FileChannel channel =
                FileChannel.open(
                        unfinished,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        attributesOf("rw-------"));
        try {
            writeFully(channel, content, 0);
            channel.force(true);
            Files.move(unfinished, path(number + 1), StandardCopyOption.ATOMIC_MOVE);
            syncFolder();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        close();
        file = channel;
        number++;
        end = content.length;
        return channel;
    }

    private static void writeFully(FileChannel channel, byte[] bytes, long offset)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer, offset + buffer.position());
        }
    }

    private void syncFolder() throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static FileAttribute<?>[] attributesOf(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /// 0 when there is no file.
    private long newestNumber() throws IOException {
        long newest = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path found : files) {
                String name = found.getFileName().toString();
                String digits = name.substring(0, name.length() - SUFFIX.length());
                if (digits.matches("[0-9]{1,18}")) {
                    newest = Math.max(newest, Long.parseLong(digits));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return 0;
        }
        return newest;
    }

    private Path path(long fileNumber) {
        return folder.resolve("%010d%s".formatted(fileNumber, SUFFIX));
    }

    @Override
    public void close() {
        FileChannel open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException _) {
                // every record was synced when it was written; nothing can be lost here
            }
        }
    }
}
