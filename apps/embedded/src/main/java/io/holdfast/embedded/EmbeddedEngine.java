package io.holdfast.embedded;

import io.holdfast.base.Clock;
import io.holdfast.cluster.LocalMedia;
import io.holdfast.drive.LocalDriveOptions;
import io.holdfast.library.HoldfastException;
import io.holdfast.library.ServerEngine;
import io.holdfast.server.HostedNode;
import io.holdfast.server.Machine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Servers in this JVM. Found by `ServiceLoader`. Keeps nothing of the servers that it starts.
public final class EmbeddedEngine implements ServerEngine {
    /// Room for the largest change there is, and little to be filled with zeros before use.
    private static final int SEGMENT_BYTES = 8 << 20;

    private static final LocalDriveOptions DRIVES =
            LocalDriveOptions.DEFAULT
                    .withSegmentBytes(SEGMENT_BYTES)
                    .withReplayLimitBytes(SEGMENT_BYTES)
                    .withReserveBytes(0);

    @Override
    public Control start(Plan plan) {
        Map<Path, ServedDrive> drives = new LinkedHashMap<>();
        for (int i = 1; i <= plan.drives(); i++) {
            Path root = plan.folder().resolve("drive" + i);
            drives.put(root, new ServedDrive(root));
        }
        MovedClock clock = new MovedClock(Clock.system());
        Door door = new Door();
        LocalMedia media =
                new LocalMedia(
                        DRIVES,
                        path -> Optional.ofNullable(drives.get(path)).map(ServedDrive::medium));
        Machine machine = new Machine(clock, media, door::before);
        try {
            return switch (HostedNode.start(
                    plan.settings(), List.copyOf(drives.keySet()), plan.folder(), machine)) {
                case HostedNode.Outcome.Started(HostedNode node) ->
                        new EmbeddedControl(
                                node, List.copyOf(drives.values()), clock, door, host(plan));
                case HostedNode.Outcome.Refused(List<String> problems) ->
                        throw new HoldfastException(
                                "The server did not start: " + String.join(" ", problems));
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException("interrupted while the server was starting", e);
        }
    }

    /// As a client of this machine names it.
    private static String host(Plan plan) {
        String address = plan.settings().getOrDefault("MINIO_ADDRESS", "127.0.0.1:0");
        String host = address.substring(0, address.lastIndexOf(':'));
        return host.isEmpty() || host.equals("0.0.0.0") || host.equals("[::]") ? "127.0.0.1" : host;
    }
}
