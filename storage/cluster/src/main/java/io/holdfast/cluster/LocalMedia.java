package io.holdfast.cluster;

import io.holdfast.drive.DriveOpen;
import io.holdfast.drive.LocalDrive;
import io.holdfast.drive.LocalDriveOptions;
import io.holdfast.drive.MediumGate;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/// How this node treats the folders that are its drives.
///
/// @param options of each drive, but for those that {@link ClusterOptions} has
/// @param gates what stands between the drive at a path and its medium
public record LocalMedia(LocalDriveOptions options, Function<Path, Optional<MediumGate>> gates) {
    /// The usual: nothing in between.
    public static final LocalMedia PLAIN =
            new LocalMedia(LocalDriveOptions.DEFAULT, _ -> Optional.empty());

    DriveOpen open(Path path, LocalDriveOptions fitted) {
        return gates.apply(path)
                .map(gate -> LocalDrive.open(path, fitted, gate))
                .orElseGet(() -> LocalDrive.open(path, fitted));
    }
}
