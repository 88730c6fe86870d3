package io.holdfast.simulation;

import io.holdfast.drive.Change;
import io.holdfast.drive.MediumAudit;
import io.holdfast.drive.SimulatedMedium;
import io.holdfast.drive.StreamPosition;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// Follows every batch of every drive: what a drive has promised, started and taken for decided
/// never falls (I5), and a number of a slot stands for one content, on all drives and for ever
/// (I16).
final class DriveWatcher {
    private final World world;
    private final Map<UUID, Standing> standings = new HashMap<>();
    private final Map<Long, Integer> entries = new HashMap<>();

    private record Standing(StreamPosition mark, int promise, int start) {}

    DriveWatcher(World world) {
        this.world = world;
    }

    void follow(SimulatedMedium medium) {
        medium.listen(this::committed);
    }

    private void committed(SimulatedMedium medium, List<Change> changes) {
        MediumAudit audit = new MediumAudit(medium);
        Standing now = new Standing(audit.mark(), audit.promise(), audit.start());
        UUID incarnation = medium.identity().incarnation();
        Standing before = standings.put(incarnation, now);
        world.machine.trace().add(medium.identity().index());
        world.machine.trace().add(now.mark.ordinal());
        world.machine.trace().add(changes.size());
        if (before != null
                && (now.mark.compareTo(before.mark) < 0
                        || now.promise < before.promise
                        || now.start < before.start)) {
            world.machine.fail(
                    new AssertionError("a drive went back from " + before + " to " + now));
        }
        if (!changes.isEmpty()) {
            world.changed();
        }
        for (Change change : changes) {
            if (change.slot() != Change.NO_SLOT) {
                world.machine.trace().add(change.sequence());
                int content = Arrays.hashCode(change.entry()) * 31 + Arrays.hashCode(change.ops());
                long name = change.sequence() * 31 + medium.identity().set();
                Integer known = entries.putIfAbsent(name, content);
                if (known != null && !Objects.equals(known, content)) {
                    world.machine.fail(
                            new AssertionError(
                                    "number " + change.sequence() + " stands for two changes"));
                }
            }
        }
    }
}
