package io.holdfast.cluster;

import io.holdfast.cluster.NodePlaces.NodePlace;
import io.holdfast.cluster.Registry.Write;
import io.holdfast.cluster.copy.RegistryState;
import io.holdfast.drive.Drive;
import io.holdfast.drive.DriveIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Takes new incarnations in: as members of the registry and as rebuilding drives of their sets, in
/// one takeover (rule 4). The incarnations before are retired by it.
final class Admission {
    private Admission() {}

    /// One drive to take in.
    record Newcomer(NodePlace at, Drive drive, boolean isMountPoint) {
        UUID incarnation() {
            return drive.identity().incarnation();
        }
    }

    /// The takeover that admits the drives, based on the state.
    static LocalRegistry.TakeOver takeOver(
            RegistryState state, List<Newcomer> newcomers, long startJump) {
        List<UUID> members = new ArrayList<>(state.members());
        Map<String, SetRecord> changed = new TreeMap<>();
        for (Newcomer newcomer : newcomers) {
            NodePlace at = newcomer.at();
            members.set(at.place(), newcomer.incarnation());
            SetRecord set =
                    changed.computeIfAbsent(
                            SetRecord.key(at),
                            _ -> OpeningDecision.record(at, state).orElseThrow());
            SetRecord.Place place =
                    new SetRecord.Place(
                            set.places().get(at.index()).driveId(),
                            newcomer.incarnation(),
                            newcomer.isMountPoint(),
                            MemberState.REBUILDING,
                            false,
                            at.path().toString(),
                            "");
            changed.put(SetRecord.key(at), set.with(at.index(), place));
        }
        List<Write> writes = new ArrayList<>();
        changed.forEach(
                (key, set) -> {
                    var item = state.items().get(key);
                    long version = item == null ? Registry.ABSENT : item.version();
                    writes.add(Write.put(key, version, set.encode()));
                });
        return new LocalRegistry.TakeOver(members, writes, startJump, false);
    }

    /// The identity of a new incarnation for the place.
    static DriveIdentity identity(NodePlace at, UUID deployment, SetRecord set, UUID incarnation) {
        return new DriveIdentity(
                deployment,
                at.pool(),
                at.setInPool(),
                at.index(),
                set.geometry().drives(),
                set.geometry().parity(),
                set.places().get(at.index()).driveId(),
                incarnation,
                DriveIdentity.FORMAT,
                DriveIdentity.FORMAT);
    }
}
