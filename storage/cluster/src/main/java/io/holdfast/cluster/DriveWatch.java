package io.holdfast.cluster;

import io.holdfast.cluster.NodePlaces.NodePlace;
import io.holdfast.cluster.Registry.WriteOutcome;
import io.holdfast.cluster.copy.CopyContent;
import io.holdfast.cluster.copy.RegistryCopy;
import io.holdfast.cluster.copy.RegistryState;
import io.holdfast.drive.Drive;
import io.holdfast.drive.DriveFault;
import io.holdfast.drive.DriveIdentity;
import io.holdfast.drive.DriveStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices drives that go, come back or are replaced while the node runs. One thread calls {@link
/// #tick}; each tick looks at every path and acts on what it saw.
///
/// A drive that is gone is closed. One that returns with the incarnation that the registry knows is
/// opened again; an empty folder in its place becomes a new incarnation (rule 4), under the same
/// conditions as at a start (rule 30). A missing path is never made.
final class DriveWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DriveWatch.class);
    private static final long CLOSE_TIMEOUT_MS = 5_000;

    /// Ticks between attempts to open a drive that failed: its medium needs time, or a person.
    private static final int REST_TICKS = 15;

    private sealed interface Look {
        record Fine() implements Look {}

        record Lost(String why) implements Look {}

        record Closed(Sighting sighting, boolean isMountPoint) implements Look {}
    }

    private final LocalCluster cluster;
    private final NodePlaces places;
    private final DriveHost host;
    private final LocalRegistry registry;
    private final OpenDrives drives;
    private final PathLooks<Look> looks;
    private final Map<Integer, String> said = new HashMap<>();
    private final Map<Integer, Integer> resting = new HashMap<>();

    DriveWatch(
            LocalCluster cluster,
            NodePlaces places,
            DriveHost host,
            LocalRegistry registry,
            OpenDrives drives,
            ClusterOptions options) {
        this.cluster = cluster;
        this.places = places;
        this.host = host;
        this.registry = registry;
        this.drives = drives;
        this.looks = new PathLooks<>(places.size(), options.lookTimeoutMs());
    }

    /// Looks at every path once and acts on it.
    void tick() throws InterruptedException {
        resting.replaceAll((_, ticks) -> ticks - 1);
        resting.values().removeIf(ticks -> ticks <= 0);
        List<Optional<Look>> seen = looks.ask(place -> look(places.places().get(place)));
        BitSet returned = new BitSet();
        BitSet empty = new BitSet();
        BitSet missing = new BitSet();
        for (NodePlace at : places.places()) {
            switch (seen.get(at.place()).orElseGet(() -> unanswered(at))) {
                case Look.Fine _ -> said.remove(at.place());
                case Look.Lost(String why) -> {
                    lose(at, why);
                    missing.set(at.place()); // what stands there now is for the next tick
                }
                case Look.Closed(Sighting sighting, boolean isMountPoint) ->
                        sort(at, sighting, isMountPoint, returned, empty, missing);
            }
        }
        Map<NodePlace, Drive> reopened = new LinkedHashMap<>();
        for (int place = returned.nextSetBit(0);
                place >= 0;
                place = returned.nextSetBit(place + 1)) {
            NodePlace at = places.places().get(place);
            reopen(at).ifPresent(drive -> reopened.put(at, drive));
        }
        recover();
        tellReturned(reopened);
        if (!empty.isEmpty() && mayAdmit(empty, missing)) {
            admit(empty);
        }
        registry.catchUp();
    }

    private Look look(NodePlace at) {
        Optional<Drive> open = drives.at(at.place());
        if (open.isEmpty()) {
            return new Look.Closed(host.look(at.path()), host.isMountPoint(at.path()));
        }
        if (open.get().status() instanceof DriveStatus.Quarantined(DriveFault fault)
                && needsReopening(fault.kind())) {
            return new Look.Lost(fault.detail());
        }
        return host.lost(at.path(), open.get().identity())
                .<Look>map(Look.Lost::new)
                .orElseGet(Look.Fine::new);
    }

    /// After these a drive stays out until it is opened again and verified; a stall passes by
    /// itself, and the drive probes for that.
    private static boolean needsReopening(DriveFault.Kind kind) {
        return switch (kind) {
            case IO_ERROR, CORRUPT -> true;
            case STALLED, FULL, STALE, UNAVAILABLE -> false;
        };
    }

    /// An open drive that does not answer a look is the drive's own business, which has deadlines.
    private Look unanswered(NodePlace at) {
        return drives.at(at.place()).isPresent()
                ? new Look.Fine()
                : new Look.Closed(NodeOpening.stalled(at), false);
    }

    private void lose(NodePlace at, String why) throws InterruptedException {
        LOG.warn("{} is lost: {}", at.path(), why);
        drives.close(at.place(), CLOSE_TIMEOUT_MS);
        registry.detach(at.place());
        resting.put(at.place(), 1);
        cluster.set(at.set()).tellLost(at.index(), why);
    }

    private void sort(
            NodePlace at,
            Sighting sighting,
            boolean isMountPoint,
            BitSet returned,
            BitSet empty,
            BitSet missing) {
        int place = at.place();
        SetRecord.Place record = record(at).places().get(at.index());
        switch (sighting) {
            case Sighting.Missing _ -> {
                missing.set(place);
                sayOnce(at, at.path() + " does not exist.");
            }
            case Sighting.Unusable(_, String detail) -> {
                missing.set(place);
                sayOnce(at, detail);
            }
            case Sighting.Empty _ -> {
                if (record.isMountPoint() && !isMountPoint) {
                    missing.set(place);
                    sayOnce(at, at.path() + " is empty and not mounted: mount the drive.");
                } else {
                    empty.set(place);
                }
            }
            case Sighting.Formatted(DriveIdentity identity) -> {
                if (identity.deployment().equals(cluster.deployment())
                        && identity.incarnation().equals(record.incarnation())) {
                    returned.set(place);
                } else if (isUnadmitted(at, identity)) {
                    empty.set(place);
                } else {
                    missing.set(place);
                    sayOnce(at, foreignDrive(at, identity));
                }
            }
        }
    }

    private String foreignDrive(NodePlace at, DriveIdentity identity) {
        if (!identity.deployment().equals(cluster.deployment())) {
            return "%s is a drive of deployment %s, not of %s: it is left alone."
                    .formatted(at.path(), identity.deployment(), cluster.deployment());
        }
        return OpeningDecision.retired(at);
    }

    /// A drive that was formatted for this place, by a start or a tick that ended before it could
    /// be admitted.
    private boolean isUnadmitted(NodePlace at, DriveIdentity identity) {
        if (!identity.deployment().equals(cluster.deployment())
                || !identity.driveId().equals(record(at).places().get(at.index()).driveId())) {
            return false;
        }
        try (RegistryCopy copy = host.copy(at.path())) {
            return copy.read() instanceof CopyContent.Blank;
        }
    }

    private SetRecord record(NodePlace at) {
        return cluster.set(at.set()).record();
    }

    private void sayOnce(NodePlace at, String what) {
        if (!what.equals(said.put(at.place(), what))) {
            LOG.warn("{}", what);
        }
    }

    /// Opens a drive whose incarnation the registry knows.
    private Optional<Drive> reopen(NodePlace at) throws InterruptedException {
        if (resting.containsKey(at.place())) {
            return Optional.empty();
        }
        Optional<Drive> drive = open(at);
        if (drive.isEmpty()) {
            return Optional.empty();
        }
        RegistryCopy copy = host.copy(at.path());
        CopyContent content = copy.read();
        Optional<RegistryState> state = content.whole();
        boolean isNewer =
                state.isPresent()
                        && state.get().generation().compareTo(registry.state().generation()) > 0;
        if (isNewer && cluster.epoch() != 0) {
            // This process follows on a majority, so only a start that was forced without this
            // drive can have left it ahead.
            copy.close();
            drive.get().close();
            resting.put(at.place(), REST_TICKS);
            sayOnce(
                    at,
                    at.path()
                            + " holds a later state than the node was forced to start with: it is left alone.");
            return Optional.empty();
        }
        if (isNewer) {
            registry.adopt(state.orElseThrow(), content.promised());
        }
        registry.attach(at.place(), drive.get().identity().incarnation(), copy);
        return drive;
    }

    private Optional<Drive> open(NodePlace at) {
        return switch (host.open(at.path())) {
            case DriveHost.Opening.Opened(Drive drive) -> Optional.of(drive);
            case DriveHost.Opening.Failed(String detail) -> {
                resting.put(at.place(), REST_TICKS);
                sayOnce(at, "%s could not be opened: %s".formatted(at.path(), detail));
                yield Optional.empty();
            }
        };
    }

    /// Makes the registry writable again once a majority is there, and takes an epoch if the node
    /// has none.
    private void recover() throws InterruptedException {
        if (!registry.isWritable()
                && registry.attached().cardinality() >= RegistryRead.writeQuorum(places.size())) {
            registry.takeOver(LocalRegistry.TakeOver.of(registry.state().members()));
        }
        cluster.lead();
    }

    /// The drive is shown to others only after its state is right: one that was away must never be
    /// taken for one in service.
    private void tellReturned(Map<NodePlace, Drive> reopened) throws InterruptedException {
        for (Map.Entry<NodePlace, Drive> one : reopened.entrySet()) {
            NodePlace at = one.getKey();
            LocalSet set = cluster.set(at.set());
            SetRecord.Place record = set.record().places().get(at.index());
            if (!record.isFull()) {
                set.putRebuilding(at.index());
            } else if (record.state() == MemberState.IN_SERVICE) {
                set.putOut(at.index(), "it was away and may lack changes");
            }
            show(at, one.getValue(), "is back");
        }
    }

    private void show(NodePlace at, Drive drive, String what) {
        LOG.info("{} {}", at.path(), what);
        said.remove(at.place());
        drives.put(at.place(), drive);
        cluster.set(at.set()).tellReturned(at.index());
    }

    /// The same rule as at a start: a majority is there, or every other path is an empty one.
    private boolean mayAdmit(BitSet empty, BitSet missing) throws InterruptedException {
        int known = registry.attached().cardinality();
        if (known < RegistryRead.readQuorum(places.size())) {
            return false;
        }
        for (int set = 0; set < places.sets(); set++) {
            List<NodePlace> ofSet = places.ofSet(set);
            long emptied = ofSet.stream().filter(at -> empty.get(at.place())).count();
            if (emptied > record(ofSet.getFirst()).geometry().parity()) {
                ofSet.stream()
                        .filter(at -> empty.get(at.place()))
                        .forEach(
                                at ->
                                        sayOnce(
                                                at,
                                                at.path()
                                                        + " is empty, like more drives of its set than the set can bear to lose: nothing is formatted."));
                return false;
            }
        }
        return known >= RegistryRead.writeQuorum(places.size()) || missing.isEmpty();
    }

    private void admit(BitSet empty) throws InterruptedException {
        List<Admission.Newcomer> newcomers = new ArrayList<>();
        for (int place = empty.nextSetBit(0); place >= 0; place = empty.nextSetBit(place + 1)) {
            if (!resting.containsKey(place)) {
                prepare(places.places().get(place)).ifPresent(newcomers::add);
            }
        }
        if (newcomers.isEmpty()) {
            return;
        }
        WriteOutcome outcome;
        do {
            outcome = registry.takeOver(Admission.takeOver(registry.state(), newcomers, 1));
        } while (outcome instanceof WriteOutcome.Conflict); // a change of a set came first
        cluster.lead();
        for (Admission.Newcomer newcomer : newcomers) {
            if (outcome instanceof WriteOutcome.Written) {
                show(newcomer.at(), newcomer.drive(), "is new and will be rebuilt");
            } else {
                newcomer.drive().close();
                registry.detach(newcomer.at().place());
            }
        }
    }

    private Optional<Admission.Newcomer> prepare(NodePlace at) throws InterruptedException {
        if (host.look(at.path()) instanceof Sighting.Empty) {
            DriveIdentity identity =
                    Admission.identity(at, cluster.deployment(), record(at), UUID.randomUUID());
            try {
                host.format(at.path(), identity);
            } catch (IOException e) {
                resting.put(at.place(), REST_TICKS);
                sayOnce(at, "%s could not be formatted: %s".formatted(at.path(), e));
                return Optional.empty();
            }
        }
        Optional<Drive> drive = open(at);
        if (drive.isEmpty()) {
            return Optional.empty();
        }
        UUID incarnation = drive.get().identity().incarnation();
        registry.attach(at.place(), incarnation, host.copy(at.path()));
        return Optional.of(new Admission.Newcomer(at, drive.get(), host.isMountPoint(at.path())));
    }
}
