package io.holdfast.drive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// What is found at a path before it is used as a drive. Changes nothing.
public sealed interface DriveProbe {
    /// A folder with nothing in it but, maybe, `lost+found`.
    record Empty() implements DriveProbe {}

    /// A drive of this format.
    record Formatted(DriveIdentity identity) implements DriveProbe {}

    /// Other content, which is never touched.
    record Foreign(String what) implements DriveProbe {}

    /// A drive that a newer server wrote in a way that this one cannot read.
    record NewerFormat(int oldestReader) implements DriveProbe {}

    /// `identity.json` cannot be understood.
    record DamagedIdentity(String detail) implements DriveProbe {}

    /// There is nothing at the path.
    record Missing() implements DriveProbe {}

    /// The path is something else.
    record NotADirectory() implements DriveProbe {}

    /// The folder cannot be written or read by this user.
    record Unwritable(String detail) implements DriveProbe {}

    /// Another process, or another part of this one, has the drive open.
    record InUse() implements DriveProbe {}

    /// Looks at the path.
    static DriveProbe of(Path root) {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return new Missing();
        }
        if (!Files.isDirectory(root)) {
            return new NotADirectory();
        }
        if (!Files.isWritable(root) || !Files.isReadable(root)) {
            return new Unwritable(root + " is not readable and writable");
        }
        try {
            return look(root);
        } catch (IOException e) {
            return new Unwritable(e.toString());
        }
    }

    private static DriveProbe look(Path root) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            for (Path entry : entries) {
                names.add(String.valueOf(entry.getFileName()));
            }
        }
        names.remove("lost+found");
        if (names.contains(".minio.sys")) {
            return new Foreign("this drive holds MinIO data (.minio.sys)");
        }
        boolean isOurs = names.remove("holdfast");
        if (!names.isEmpty()) {
            names.sort(null);
            return new Foreign("other content: " + names.getFirst());
        }
        if (!isOurs) {
            return new Empty();
        }
        Path identity = DriveFiles.identity(root);
        if (!Files.exists(identity)) {
            return withoutIdentity(root);
        }
        return isLocked(root) ? new InUse() : identified(identity);
    }

    /// Formatting writes the identity last: without it and without a log nothing was ever stored.
    private static DriveProbe withoutIdentity(Path root) throws IOException {
        Path log = DriveFiles.log(root);
        if (Files.isDirectory(log)) {
            try (DirectoryStream<Path> segments = Files.newDirectoryStream(log)) {
                if (segments.iterator().hasNext()) {
                    return new DamagedIdentity("identity.json is missing, a log is there");
                }
            }
        }
        return new Empty();
    }

    private static DriveProbe identified(Path identity) throws IOException {
        if (Files.size(identity) > IdentityFile.BYTES_MAX) {
            return new DamagedIdentity("identity.json is too long");
        }
        byte[] bytes = Files.readAllBytes(identity);
        try {
            int oldestReader = IdentityFile.oldestReader(bytes);
            return oldestReader > DriveIdentity.FORMAT
                    ? new NewerFormat(oldestReader)
                    : new Formatted(IdentityFile.decode(bytes));
        } catch (IOException e) {
            return new DamagedIdentity(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isLocked(Path root) throws IOException {
        Path lock = DriveFiles.lock(root);
        if (!Files.exists(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            return held == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }
}
