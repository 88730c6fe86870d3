package io.holdfast.cluster;

import static io.holdfast.cluster.RegistryRead.readQuorum;
import static io.holdfast.cluster.RegistryRead.writeQuorum;

import io.holdfast.cluster.OpeningPlan.Sighted;
import io.holdfast.cluster.copy.CopyContent;
import io.holdfast.cluster.copy.Item;
import io.holdfast.cluster.copy.RegistryState;
import io.holdfast.drive.DriveIdentity;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Decides what a start does, from what was seen alone: no I/O, no change (rules 4 and 30).
final class OpeningDecision {
    /// The setting with which an operator accepts a minority's state.
    static final String FORCE_SETTING = "HOLDFAST_FORCE_START";

    private final NodePlaces places;
    private final List<Sighted> sighted;
    private final String forceToken;
    private final Supplier<UUID> ids;
    private final List<String> warnings = new ArrayList<>();
    private final BitSet present = new BitSet();
    private final BitSet empty = new BitSet();
    private final BitSet missing = new BitSet();

    private OpeningDecision(
            NodePlaces places, List<Sighted> sighted, String forceToken, Supplier<UUID> ids) {
        this.places = places;
        this.sighted = sighted;
        this.forceToken = forceToken;
        this.ids = ids;
    }

    /// Decides.
    ///
    /// @param forceToken text of {@link #FORCE_SETTING}; empty when it is not set
    /// @param ids random ids
    static OpeningPlan decide(
            NodePlaces places, List<Sighted> sighted, String forceToken, Supplier<UUID> ids) {
        return new OpeningDecision(places, sighted, forceToken, ids).decide();
    }

    private OpeningPlan decide() {
        boolean isNew = sighted.stream().noneMatch(OpeningDecision::isFormatted);
        List<String> problems = new ArrayList<>();
        for (Sighted one : sighted) {
            if (one.sighting() instanceof Sighting.Unusable(Sighting.Why why, String detail)) {
                if (isNew || why.isMistake()) {
                    problems.add(detail);
                } else {
                    warnings.add(detail + " The node starts without this drive.");
                }
            }
        }
        if (isNew) {
            return problems.isEmpty() ? create(ids.get()) : new OpeningPlan.Refuse(problems);
        }
        IdentityCheck check = new IdentityCheck(places, sighted);
        problems.addAll(check.problems());
        return problems.isEmpty() ? open(check.deployment()) : new OpeningPlan.Refuse(problems);
    }

    private static boolean isFormatted(Sighted one) {
        return one.sighting() instanceof Sighting.Formatted;
    }

    private OpeningPlan create(UUID deployment) {
        BitSet toFormat = new BitSet();
        for (Sighted one : sighted) {
            toFormat.set(one.at().place(), !isFormatted(one));
        }
        return new OpeningPlan.Create(deployment, toFormat);
    }

    private OpeningPlan open(UUID deployment) {
        RegistryRead read =
                RegistryRead.of(
                        sighted.stream()
                                .map(
                                        one ->
                                                one.copy()
                                                        .map(
                                                                copy ->
                                                                        new RegistryRead.Seen(
                                                                                incarnation(one),
                                                                                copy)))
                                .toList());
        if (read.isSplit()) {
            return refuse(
                    "The drives hold two separate histories, which only a forced start can make: leave out the drives that were forced, or empty them.");
        }
        if (read.newest().isEmpty()) {
            return withoutState(deployment);
        }
        RegistryState newest = read.newest().get();
        int count = places.size();
        if (newest.members().size() != count) {
            return refuse(
                    "The deployment has %d drives on this node, but the command line names %d: give all of them in the order in which the deployment was made; adding pools is not possible in this version."
                            .formatted(newest.members().size(), count));
        }
        sighted.forEach(one -> classify(one, newest));
        boolean isForced = forceToken.equals(newest.generation().token());
        if (read.known().cardinality() < readQuorum(count) && !isForced) {
            return refuse(
                    "Only %d of %d drives hold the deployment's registry, and at least %d are needed, because fewer may hold an old state: bring the other drives back. To go on with what these drives hold, giving up every change that they missed, set %s=%s for one start."
                            .formatted(
                                    read.known().cardinality(),
                                    count,
                                    readQuorum(count),
                                    FORCE_SETTING,
                                    newest.generation().token()));
        }
        Optional<String> loss = setThatWouldLoseObjects(newest);
        if (loss.isPresent() && !isForced) {
            return refuse(
                    loss.get()
                            + " To go on with what is left, set %s=%s for one start."
                                    .formatted(FORCE_SETTING, newest.generation().token()));
        }
        return new OpeningPlan.Open(
                deployment,
                newest,
                read.promised(),
                present,
                mayAdmit(count) ? empty : new BitSet(),
                isForced,
                List.copyOf(warnings));
    }

    /// Rule 30: empty drives are taken in while a majority is there; with only ⌈n/2⌉ known ones,
    /// when every other path is an empty one. Otherwise the drives that are missing may still have
    /// the newest state, and the node reads only.
    private boolean mayAdmit(int count) {
        boolean may = present.cardinality() >= writeQuorum(count) || missing.isEmpty();
        if (!may && !empty.isEmpty()) {
            warnings.add(
                    "Empty drives are not taken in while so many others are missing: bring those back, or give empty folders for all of them.");
        }
        return may;
    }

    private static UUID incarnation(Sighted one) {
        return identity(one).incarnation();
    }

    private static DriveIdentity identity(Sighted one) {
        if (one.sighting() instanceof Sighting.Formatted(DriveIdentity identity)) {
            return identity;
        }
        throw new IllegalArgumentException(one.at().path() + " is not formatted");
    }

    /// No copy has a state: either the deployment was never finished, or all copies are unreadable.
    /// A creation is finished only when every drive has its copy, and only drives of a creation are
    /// their place's first incarnation, which has the id of the place.
    private OpeningPlan withoutState(UUID deployment) {
        boolean isUnfinished = true;
        for (Sighted one : sighted) {
            isUnfinished &=
                    isFormatted(one)
                            ? one.copy().orElseThrow() instanceof CopyContent.Blank
                                    && identity(one).driveId().equals(incarnation(one))
                            : one.sighting() instanceof Sighting.Empty;
        }
        if (isUnfinished) {
            return create(deployment);
        }
        return refuse(
                "None of the drives in reach holds a readable copy of the registry of deployment %s: bring the other drives back, or give only empty folders to start anew."
                        .formatted(deployment));
    }

    private void classify(Sighted one, RegistryState newest) {
        int place = one.at().place();
        switch (one.sighting()) {
            case Sighting.Formatted _ -> classifyFormatted(one, newest);
            case Sighting.Empty _ -> {
                if (wasMountPoint(one.at(), newest) && !one.isMountPoint()) {
                    missing.set(place);
                    warnings.add(
                            "%s was a mount point and is an ordinary folder now: mount the drive; until then it counts as missing."
                                    .formatted(one.at().path()));
                } else {
                    empty.set(place);
                }
            }
            case Sighting.Missing _ -> {
                missing.set(place);
                warnings.add("%s does not exist: it counts as missing.".formatted(one.at().path()));
            }
            case Sighting.Unusable _ -> missing.set(place);
        }
    }

    private void classifyFormatted(Sighted one, RegistryState newest) {
        int place = one.at().place();
        if (newest.members().get(place).equals(incarnation(one))) {
            present.set(place);
        } else if (one.copy().orElseThrow() instanceof CopyContent.Blank) {
            empty.set(place); // formatted by a start that ended before it could admit the drive
        } else {
            missing.set(place);
            warnings.add(retired(one.at()));
        }
    }

    /// What is said of a drive that was replaced and then put back.
    static String retired(NodePlaces.NodePlace at) {
        return "%s was replaced by another drive and no longer belongs to the deployment: empty it to use it again; until then it counts as missing."
                .formatted(at.path());
    }

    static Optional<SetRecord> record(NodePlaces.NodePlace at, RegistryState state) {
        Item item = state.items().get(SetRecord.key(at));
        return item == null ? Optional.empty() : Optional.of(SetRecord.decode(item.value()));
    }

    private static boolean wasMountPoint(NodePlaces.NodePlace at, RegistryState state) {
        return record(at, state)
                .map(set -> set.places().get(at.index()).isMountPoint())
                .orElse(false);
    }

    /// More drives of a set are empty than its parity can bear: perhaps a mount that failed.
    private Optional<String> setThatWouldLoseObjects(RegistryState newest) {
        for (int set = 0; set < places.sets(); set++) {
            List<NodePlaces.NodePlace> ofSet = places.ofSet(set);
            long emptied = ofSet.stream().filter(place -> empty.get(place.place())).count();
            int parity =
                    record(ofSet.getFirst(), newest)
                            .map(record -> record.geometry().parity())
                            .orElse(0);
            if (emptied > parity) {
                return Optional.of(
                        "%d drives of set %d of pool %d are empty, but it can bear the loss of %d: check that all drives are mounted."
                                .formatted(
                                        emptied,
                                        ofSet.getFirst().setInPool() + 1,
                                        ofSet.getFirst().pool() + 1,
                                        parity));
            }
        }
        return Optional.empty();
    }

    private static OpeningPlan refuse(String problem) {
        return new OpeningPlan.Refuse(List.of(problem));
    }
}
