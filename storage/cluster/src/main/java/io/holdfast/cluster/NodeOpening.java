package io.holdfast.cluster;

import io.holdfast.cluster.NodePlaces.NodePlace;
import io.holdfast.cluster.OpeningPlan.Sighted;
import io.holdfast.cluster.Registry.Write;
import io.holdfast.cluster.Registry.WriteOutcome;
import io.holdfast.cluster.copy.CopyContent;
import io.holdfast.cluster.copy.RegistryCopy;
import io.holdfast.cluster.copy.RegistryState;
import io.holdfast.drive.DriveIdentity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the drives of a node: looks at every path, decides, formats what is to be formatted, opens
/// what is to be opened, and starts the registry on it.
final class NodeOpening {
    private static final Logger LOG = LoggerFactory.getLogger(NodeOpening.class);

    /// A forced start may follow on a minority that knew fewer starts and epochs than the rest: it
    /// leaves room for those.
    private static final int FORCED_JUMP = 1 << 16;

    private final NodePlaces places;
    private final DriveHost host;
    private final ClusterOptions options;
    private final Randomness random;
    private final List<String> notes = new ArrayList<>();
    private final OpenDrives drives;

    /// Where ids come from.
    interface Randomness {
        UUID id();

        long number();
    }

    NodeOpening(NodePlaces places, DriveHost host, ClusterOptions options, Randomness random) {
        this.places = places;
        this.host = host;
        this.options = options;
        this.random = random;
        this.drives = new OpenDrives(places.size());
    }

    ClusterOpening open() throws InterruptedException {
        List<Sighted> sighted = look();
        OpeningPlan plan =
                OpeningDecision.decide(places, sighted, options.forceToken(), random::id);
        ClusterOpening opening = null;
        try {
            opening =
                    switch (plan) {
                        case OpeningPlan.Refuse(List<String> problems) ->
                                new ClusterOpening.Refused(problems);
                        case OpeningPlan.Create create -> create(create, sighted);
                        case OpeningPlan.Open open -> open(open, sighted);
                    };
            return opening;
        } finally {
            if (!(opening instanceof ClusterOpening.Opened)) {
                drives.close();
            }
        }
    }

    private List<Sighted> look() throws InterruptedException {
        List<Optional<Sighted>> answers =
                new PathLooks<Sighted>(places.size(), options.lookTimeoutMs())
                        .ask(place -> look(places.places().get(place)));
        List<Sighted> sighted = new ArrayList<>();
        for (NodePlace at : places.places()) {
            sighted.add(
                    answers.get(at.place())
                            .orElseGet(
                                    () -> new Sighted(at, stalled(at), false, Optional.empty())));
        }
        return sighted;
    }

    private Sighted look(NodePlace at) {
        Sighting sighting = host.look(at.path());
        Optional<CopyContent> content = Optional.empty();
        if (sighting instanceof Sighting.Formatted) {
            try (RegistryCopy copy = host.copy(at.path())) {
                content = Optional.of(copy.read());
            }
        }
        return new Sighted(at, sighting, host.isMountPoint(at.path()), content);
    }

    static Sighting stalled(NodePlace at) {
        return new Sighting.Unusable(
                Sighting.Why.STALLED, "%s does not answer: check the drive.".formatted(at.path()));
    }

    private ClusterOpening create(OpeningPlan.Create plan, List<Sighted> sighted)
            throws InterruptedException {
        List<UUID> members = new ArrayList<>();
        List<Write> writes = new ArrayList<>();
        double[] capacities = new double[places.sets()];
        for (int set = 0; set < places.sets(); set++) {
            List<NodePlace> ofSet = places.ofSet(set);
            SetGeometry geometry = newGeometry(ofSet, sighted);
            List<SetRecord.Place> records = new ArrayList<>();
            long smallest = Long.MAX_VALUE;
            for (NodePlace at : ofSet) {
                DriveIdentity identity;
                if (plan.toFormat().get(at.place())) {
                    identity = newIdentity(at, plan.deployment(), geometry);
                    try {
                        host.makeFolder(at.path());
                        host.format(at.path(), identity);
                    } catch (IOException e) {
                        return refused(at.path() + " could not be formatted: " + e.getMessage());
                    }
                } else {
                    identity = identity(sighted.get(at.place()));
                }
                members.add(identity.driveId());
                records.add(
                        new SetRecord.Place(
                                identity.driveId(),
                                identity.incarnation(),
                                host.isMountPoint(at.path()),
                                MemberState.IN_SERVICE,
                                true,
                                at.path().toString(),
                                ""));
                smallest = Math.min(smallest, host.capacityBytes(at.path()));
            }
            capacities[set] = (double) smallest * geometry.data();
            writes.add(
                    Write.put(
                            SetRecord.key(ofSet.getFirst()),
                            Registry.ABSENT,
                            new SetRecord(0, geometry, records).encode()));
        }
        writes.add(
                Write.put(
                        SlotRecord.KEY,
                        Registry.ABSENT,
                        SlotRecord.inProportionTo(capacities).encode()));
        BitSet all = new BitSet();
        all.set(0, places.size());
        Optional<String> failure = openAll(all);
        if (failure.isPresent()) {
            return refused(failure.get());
        }
        LOG.info("new deployment {}", plan.deployment());
        return start(
                plan.deployment(),
                RegistryState.empty(members),
                0,
                new LocalRegistry.TakeOver(members, writes, 1, true),
                1);
    }

    /// As drives say that an interrupted creation has formatted, else as the settings say.
    private SetGeometry newGeometry(List<NodePlace> ofSet, List<Sighted> sighted) {
        for (NodePlace at : ofSet) {
            if (sighted.get(at.place()).sighting() instanceof Sighting.Formatted formatted) {
                return new SetGeometry(
                        formatted.identity().drives(), formatted.identity().parity());
            }
        }
        return new SetGeometry(ofSet.size(), options.parity().standardParity(ofSet.size()));
    }

    /// The first incarnation of a place has the id of the place: so an interrupted creation can be
    /// told from an interrupted replacement.
    private DriveIdentity newIdentity(NodePlace at, UUID deployment, SetGeometry geometry) {
        UUID id = random.id();
        return new DriveIdentity(
                deployment,
                at.pool(),
                at.setInPool(),
                at.index(),
                geometry.drives(),
                geometry.parity(),
                id,
                id,
                DriveIdentity.FORMAT,
                DriveIdentity.FORMAT);
    }

    private static DriveIdentity identity(Sighted one) {
        if (one.sighting() instanceof Sighting.Formatted(DriveIdentity identity)) {
            return identity;
        }
        throw new IllegalArgumentException(one.at().path() + " is not formatted");
    }

    private ClusterOpening open(OpeningPlan.Open plan, List<Sighted> sighted)
            throws InterruptedException {
        notes.addAll(plan.warnings());
        sighted.forEach(this::tellOfDamagedCopy);
        var _ = openAll(plan.present()); // drives that stay closed are in the notes
        List<Admission.Newcomer> newcomers = new ArrayList<>();
        for (NodePlace at : places.places()) {
            if (plan.toAdmit().get(at.place())) {
                prepare(at, plan, sighted.get(at.place())).ifPresent(newcomers::add);
            }
        }
        if (drives.isEmpty()) {
            // A server that can say nothing but 503 looks as if it ran.
            notes.add("None of the node's drives could be opened: nothing was changed on them.");
            return new ClusterOpening.Refused(notes);
        }
        int jump = plan.isForced() ? FORCED_JUMP : 1;
        LocalRegistry.TakeOver takeOver = Admission.takeOver(plan.newest(), newcomers, jump);
        return start(plan.deployment(), plan.newest(), plan.promised(), takeOver, jump);
    }

    /// The start itself repairs it: every copy is written anew.
    private void tellOfDamagedCopy(Sighted one) {
        if (one.copy().orElse(null) instanceof CopyContent.Damaged(String detail, long _)) {
            notes.add(
                    "%s: its copy of the registry is damaged and is written anew (%s)."
                            .formatted(one.at().path(), detail));
        }
    }

    /// Formats the drive if it is empty, and opens it.
    private Optional<Admission.Newcomer> prepare(NodePlace at, OpeningPlan.Open plan, Sighted one)
            throws InterruptedException {
        if (one.sighting() instanceof Sighting.Empty) {
            SetRecord set = OpeningDecision.record(at, plan.newest()).orElseThrow();
            try {
                host.format(at.path(), Admission.identity(at, plan.deployment(), set, random.id()));
            } catch (IOException e) {
                notes.add(at.path() + " could not be formatted: " + e.getMessage());
                return Optional.empty();
            }
        }
        BitSet alone = new BitSet();
        alone.set(at.place());
        if (openAll(alone).isPresent()) {
            return Optional.empty();
        }
        notes.add(
                "%s is new and takes the place of the drive that was there; it will be rebuilt."
                        .formatted(at.path()));
        return drives.at(at.place())
                .map(drive -> new Admission.Newcomer(at, drive, one.isMountPoint()));
    }

    /// Opens the drives of the places at once.
    ///
    /// @return why the first of them stayed closed; all are in the notes
    private Optional<String> openAll(BitSet which) throws InterruptedException {
        List<Optional<DriveHost.Opening>> openings =
                new PathLooks<DriveHost.Opening>(places.size(), Long.MAX_VALUE / 2_000_000)
                        .ask(
                                place ->
                                        which.get(place)
                                                ? host.open(places.places().get(place).path())
                                                : new DriveHost.Opening.Failed(""));
        Optional<String> first = Optional.empty();
        for (int place = which.nextSetBit(0); place >= 0; place = which.nextSetBit(place + 1)) {
            switch (openings.get(place).orElseThrow()) {
                case DriveHost.Opening.Opened(var drive) -> drives.put(place, drive);
                case DriveHost.Opening.Failed(String detail) -> {
                    String failure =
                            "%s could not be opened: %s"
                                    .formatted(places.places().get(place).path(), detail);
                    notes.add(failure);
                    first = first.isPresent() ? first : Optional.of(failure);
                }
            }
        }
        return first;
    }

    /// Starts the registry on the drives that are open. Their copies are read again: now that the
    /// drives are locked, no other process can have changed them since they were looked at.
    private ClusterOpening start(
            UUID deployment,
            RegistryState newest,
            long promised,
            LocalRegistry.TakeOver takeOver,
            int epochJump)
            throws InterruptedException {
        LocalRegistry registry =
                new LocalRegistry(
                        newest,
                        promised,
                        TimeUnit.MILLISECONDS.toNanos(options.registryTimeoutMs()),
                        random::number);
        boolean isServing = false;
        try {
            for (NodePlace at : places.places()) {
                if (drives.at(at.place()).isEmpty()) {
                    continue;
                }
                RegistryCopy copy = host.copy(at.path());
                Optional<RegistryState> now = copy.read().whole();
                if (now.isPresent() && now.get().generation().compareTo(newest.generation()) > 0) {
                    copy.close();
                    return refused(
                            "Another process has just used %s: stop it and start again."
                                    .formatted(at.path()));
                }
                UUID incarnation = drives.at(at.place()).get().identity().incarnation();
                registry.attach(at.place(), incarnation, copy);
            }
            boolean isNew = newest.items().isEmpty();
            int epoch = 0;
            if (registry.takeOver(takeOver) instanceof WriteOutcome.Written) {
                epoch = Leadership.take(registry, epochJump);
            } else if (isNew) {
                return refused("The registry could not be written on every drive: see the log.");
            } else {
                notes.add(
                        "Fewer than %d of %d drives are there: the node serves reads only until more return."
                                .formatted(RegistryRead.writeQuorum(places.size()), places.size()));
            }
            isServing = true;
            return new ClusterOpening.Opened(
                    new LocalCluster(deployment, places, host, registry, drives, options, epoch),
                    notes);
        } finally {
            if (!isServing) {
                registry.close();
            }
        }
    }

    private static ClusterOpening refused(String problem) {
        return new ClusterOpening.Refused(List.of(problem));
    }
}
