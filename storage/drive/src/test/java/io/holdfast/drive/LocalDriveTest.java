package io.holdfast.drive;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class LocalDriveTest extends DriveContract {
    @TempDir private Path root;

    @Override
    protected Drive open() throws Exception {
        if (!Files.exists(DriveFiles.identity(root))) {
            LocalDrive.format(root, TestKeys.identity(0));
        }
        LocalDriveOptions options =
                LocalDriveOptions.DEFAULT.withReserveBytes(0).withSegmentBytes(1 << 20);
        return switch (LocalDrive.open(root, options)) {
            case DriveOpen.Opened(LocalDrive drive) -> drive;
            case DriveOpen.Damaged(String detail) -> throw new AssertionError(detail);
            case DriveOpen.Refused(String detail) -> throw new AssertionError(detail);
        };
    }
}
