package io.holdfast.cluster;

import io.holdfast.drive.DriveIdentity;
import java.util.UUID;

/// Identities for disks that a test makes up.
final class NodeLabIdentities {
    private NodeLabIdentities() {}

    static DriveIdentity withIncarnation(DriveIdentity of, long number) {
        return new DriveIdentity(
                of.deployment(),
                of.pool(),
                of.set(),
                of.index(),
                of.drives(),
                of.parity(),
                of.driveId(),
                new UUID(0, number),
                of.formatVersion(),
                of.oldestReader());
    }
}
