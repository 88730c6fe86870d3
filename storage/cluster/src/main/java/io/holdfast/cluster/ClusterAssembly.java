package io.holdfast.cluster;

import io.holdfast.drive.LocalDriveOptions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.UUID;

/// Opens the drives of this node as a cluster.
public final class ClusterAssembly {
    private ClusterAssembly() {}

    /// Opens, or makes, the deployment on the drives of the layout. Waits until every drive that is
    /// there has been opened, and the registry has started on them.
    ///
    /// The caller closes the cluster, after everything that uses its drives.
    public static ClusterOpening open(DriveLayout layout, ClusterOptions options)
            throws InterruptedException {
        return open(layout, options, LocalMedia.PLAIN);
    }

    /// As {@link #open(DriveLayout, ClusterOptions)}, on folders that are treated in another way.
    public static ClusterOpening open(DriveLayout layout, ClusterOptions options, LocalMedia media)
            throws InterruptedException {
        SecureRandom random = new SecureRandom();
        NodeOpening.Randomness ids =
                new NodeOpening.Randomness() {
                    @Override
                    public UUID id() {
                        return UUID.randomUUID();
                    }

                    @Override
                    public long number() {
                        return random.nextLong();
                    }
                };
        LocalDriveOptions drives =
                media.options()
                        .withDeadline(Duration.ofMillis(options.driveTimeoutMs()))
                        .withIndexBytes(options.indexBytes(layout.drives().size()));
        DriveHost host = new LocalDriveHost(path -> media.open(path, drives));
        return new NodeOpening(NodePlaces.of(layout), host, options, ids).open();
    }
}
