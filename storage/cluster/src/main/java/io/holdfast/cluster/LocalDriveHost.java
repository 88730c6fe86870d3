package io.holdfast.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.cluster.Sighting.Unusable;
import io.holdfast.cluster.Sighting.Why;
import io.holdfast.cluster.copy.FileCopy;
import io.holdfast.cluster.copy.RegistryCopy;
import io.holdfast.drive.DriveFiles;
import io.holdfast.drive.DriveIdentity;
import io.holdfast.drive.DriveOpen;
import io.holdfast.drive.DriveProbe;
import io.holdfast.drive.LocalDrive;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Real folders of this machine.
final class LocalDriveHost implements DriveHost {
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

    private final Function<Path, DriveOpen> drives;

    /// What identifies the identity file of each open drive to the file system: a folder that was
    /// removed and made again, or another disk mounted over it, has another one.
    private final Map<Path, Object> openFiles = new ConcurrentHashMap<>();

    /// @param drives opens the drive at a path
    LocalDriveHost(Function<Path, DriveOpen> drives) {
        this.drives = drives;
    }

    @Override
    public Sighting look(Path path) {
        return switch (DriveProbe.of(path)) {
            case DriveProbe.Missing _ -> new Sighting.Missing();
            case DriveProbe.Empty _ -> new Sighting.Empty();
            case DriveProbe.Formatted(DriveIdentity identity) -> new Sighting.Formatted(identity);
            case DriveProbe.Foreign(String what) ->
                    new Unusable(
                            Why.FOREIGN,
                            "%s cannot become a drive, because it holds something else (%s): give an empty folder."
                                    .formatted(path, what));
            case DriveProbe.NewerFormat(int oldest) ->
                    new Unusable(
                            Why.NEWER_FORMAT,
                            "%s was written by a newer version (format %d): start that version."
                                    .formatted(path, oldest));
            case DriveProbe.DamagedIdentity(String detail) ->
                    new Unusable(
                            Why.DAMAGED_IDENTITY,
                            "%s is a drive whose identity.json is damaged (%s): empty the folder to have it rebuilt."
                                    .formatted(path, detail));
            case DriveProbe.NotADirectory _ ->
                    new Unusable(
                            Why.NOT_A_DIRECTORY,
                            "%s is not a folder: give a folder.".formatted(path));
            case DriveProbe.Unwritable(String detail) ->
                    new Unusable(
                            Why.UNWRITABLE,
                            "%s cannot be read and written by this user (%s): correct its owner, permissions or mount."
                                    .formatted(path, detail));
            case DriveProbe.InUse _ ->
                    new Unusable(
                            Why.IN_USE,
                            "%s is in use by another process: stop that one, or give another folder."
                                    .formatted(path));
        };
    }

    @Override
    public boolean isMountPoint(Path path) {
        try {
            Path real = path.toRealPath();
            Path parent = real.getParent();
            if (parent == null) {
                return true;
            }
            if (!Objects.equals(
                    Files.getAttribute(real, "unix:dev"), Files.getAttribute(parent, "unix:dev"))) {
                return true;
            }
            return isListed(real);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    /// A folder of the same file system mounted elsewhere (a bind mount) shows only in the list of
    /// mounts, whose fifth field is the mount point, with blanks as octal numbers [proc(5)].
    private static boolean isListed(Path real) throws IOException {
        String escaped =
                real.toString().replace("\\", "\\134").replace(" ", "\\040").replace("\t", "\\011");
        try {
            for (String line : Files.readString(MOUNTS, UTF_8).lines().toList()) {
                String[] fields = line.split(" ", 6);
                if (fields.length == 6 && fields[4].equals(escaped)) {
                    return true;
                }
            }
        } catch (NoSuchFileException _) {
            return false; // no Linux
        }
        return false;
    }

    @Override
    public long capacityBytes(Path path) {
        for (Path at = path; at != null; at = at.getParent()) {
            try {
                return Math.max(1, Files.getFileStore(at).getTotalSpace());
            } catch (IOException _) {
                // it does not exist yet; its parent may
            }
        }
        return 1;
    }

    @Override
    public void makeFolder(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        Path existing = path;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        Files.createDirectories(path);
        for (Path made = path.getParent(); made != null; made = made.getParent()) {
            try (FileChannel folder = FileChannel.open(made, StandardOpenOption.READ)) {
                folder.force(true); // a new folder is durable when the one above it is
            }
            if (made.equals(existing)) {
                return;
            }
        }
    }

    @Override
    public void format(Path path, DriveIdentity identity) throws IOException {
        // Left behind where a drive was removed only in part; nothing else remained of it.
        Path left = DriveFiles.registryFolder(path);
        if (Files.isDirectory(left)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(left)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
        }
        LocalDrive.format(path, identity);
    }

    @Override
    public Opening open(Path path) {
        return switch (drives.apply(path)) {
            case DriveOpen.Opened(LocalDrive drive) -> {
                try {
                    openFiles.put(path, fileKey(path));
                    yield new Opening.Opened(drive);
                } catch (IOException e) {
                    drive.close();
                    yield new Opening.Failed(e.toString());
                }
            }
            case DriveOpen.Refused(String detail) -> new Opening.Failed(detail);
            case DriveOpen.Damaged(String detail) ->
                    new Opening.Failed(
                            detail
                                    + "; it stays closed, for it may have lost acknowledged changes: empty it to have it rebuilt from the other drives of its set; a drive without others must come from a backup");
        };
    }

    private static Object fileKey(Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(DriveFiles.identity(path), BasicFileAttributes.class);
        Object key = attributes.fileKey();
        return key == null ? attributes.creationTime() : key;
    }

    @Override
    public RegistryCopy copy(Path path) {
        return new FileCopy(DriveFiles.registryFolder(path));
    }

    @Override
    public Optional<String> lost(Path path, DriveIdentity identity) {
        try {
            return fileKey(path).equals(openFiles.get(path))
                    ? Optional.empty()
                    : Optional.of("something else stands at its path");
        } catch (NoSuchFileException e) {
            return Optional.of("its files are gone");
        } catch (IOException e) {
            return Optional.of("its identity cannot be read: " + e);
        }
    }
}
