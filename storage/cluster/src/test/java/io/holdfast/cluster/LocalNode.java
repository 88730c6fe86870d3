package io.holdfast.cluster;

import io.holdfast.cluster.copy.CopyContent;
import io.holdfast.cluster.copy.RegistryChange;
import io.holdfast.cluster.copy.RegistryCopy;
import io.holdfast.cluster.copy.RegistryState;
import io.holdfast.drive.DriveIdentity;
import io.holdfast.drive.DriveOpen;
import io.holdfast.drive.Mains;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

/// A node of one set on folders of this machine, whose drives a test opens in its own way.
public final class LocalNode {
    private LocalNode() {}

    /// Opens the node's drives.
    ///
    /// @param mains power that writing a record of the registry needs
    /// @param torn what a cut may tear
    /// @param drives opens the drive at a path
    public static ClusterOpening open(
            List<Path> paths,
            ClusterOptions options,
            Mains mains,
            TornRecords torn,
            Function<Path, DriveOpen> drives,
            long seed)
            throws InterruptedException {
        DriveLayout layout =
                new DriveLayout(List.of(new DriveLayout.PoolLayout(paths, paths.size())));
        DriveHost host = new PoweredHost(new LocalDriveHost(drives), mains, torn);
        Random random = new Random(seed);
        NodeOpening.Randomness ids =
                new NodeOpening.Randomness() {
                    @Override
                    public UUID id() {
                        return new UUID(random.nextLong(), random.nextLong());
                    }

                    @Override
                    public long number() {
                        return random.nextLong();
                    }
                };
        return new NodeOpening(NodePlaces.of(layout), host, options, ids).open();
    }

    /// The host, with copies of the registry that need power.
    private record PoweredHost(DriveHost host, Mains mains, TornRecords torn) implements DriveHost {
        @Override
        public Sighting look(Path path) {
            return host.look(path);
        }

        @Override
        public boolean isMountPoint(Path path) {
            return host.isMountPoint(path);
        }

        @Override
        public long capacityBytes(Path path) {
            return host.capacityBytes(path);
        }

        @Override
        public void makeFolder(Path path) throws IOException {
            host.makeFolder(path);
        }

        @Override
        public void format(Path path, DriveIdentity identity) throws IOException {
            host.format(path, identity);
        }

        @Override
        public Opening open(Path path) {
            return host.open(path);
        }

        @Override
        public RegistryCopy copy(Path path) {
            return new PoweredCopy(host.copy(path), path, mains, torn);
        }

        @Override
        public Optional<String> lost(Path path, DriveIdentity identity) {
            return host.lost(path, identity);
        }
    }

    private record PoweredCopy(RegistryCopy copy, Path drive, Mains mains, TornRecords torn)
            implements RegistryCopy {
        @Override
        public CopyContent read() {
            return copy.read();
        }

        @Override
        public void promise(long start) throws IOException {
            torn.write(
                    drive,
                    mains,
                    () -> {
                        copy.promise(start);
                        return true;
                    });
        }

        @Override
        public void append(RegistryChange change, RegistryState after) throws IOException {
            torn.write(
                    drive,
                    mains,
                    () -> {
                        copy.append(change, after);
                        return true;
                    });
        }

        @Override
        public void replace(RegistryState state) throws IOException {
            mains.powered(
                    () -> {
                        copy.replace(state);
                        return true;
                    });
        }

        @Override
        public void close() {
            copy.close();
        }
    }
}
