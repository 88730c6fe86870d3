package io.holdfast.drive;

import io.holdfast.drive.disk.RealDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/// Makes an empty folder a drive.
final class DriveFormat {
    private DriveFormat() {}

    static void format(Path root, DriveIdentity identity) throws IOException {
        DriveProbe probe = DriveProbe.of(root);
        if (!(probe instanceof DriveProbe.Empty)) {
            throw new IOException(root + " cannot become a drive: " + probe);
        }
        Path folder = DriveFiles.folder(root);
        RealDisk disk = RealDisk.at(root);
        disk.createFolder(folder);
        List<Path> inner =
                List.of(
                        DriveFiles.log(root),
                        DriveFiles.index(root),
                        DriveFiles.shards(root),
                        DriveFiles.registryFolder(root));
        for (Path path : inner) {
            disk.createFolder(path);
        }
        disk.syncFolder(folder);
        disk.syncFolder(root);
        Path target = DriveFiles.identity(root);
        Path temporary = IdentityFile.temporary(target);
        Files.deleteIfExists(temporary);
        try (FileChannel channel =
                FileChannel.open(
                        temporary,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(IdentityFile.encode(identity));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        disk.syncFolder(folder);
    }
}
