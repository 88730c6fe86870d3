package io.holdfast.cluster.copy;

import io.holdfast.base.Checks;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// The whole registry at one revision; immutable. The map is copied with each write: the registry
/// is small, writes to it are rare, and readers and copies then share states without a lock.
///
/// @param members incarnation of the drive at each place of the node; their copies are the ones
///   that count (rule 4)
public record RegistryState(
        Generation generation, long revision, List<UUID> members, SortedMap<String, Item> items) {
    public RegistryState {
        members = List.copyOf(members);
        items = Collections.unmodifiableSortedMap(items);
    }

    /// The registry before anything was written.
    public static RegistryState empty(List<UUID> members) {
        return new RegistryState(new Generation(0, 0, 0), 1, members, new TreeMap<>());
    }

    /// The state after the change, which must be the next one of this start.
    public RegistryState apply(RegistryChange change) {
        Checks.that(change.generation().equals(generation.next()), "a change out of order");
        return new RegistryState(
                change.generation(),
                change.revision(),
                members,
                applied(change.steps(), change.revision()));
    }

    /// This state as a new start rewrites it, with changed members and keys.
    public RegistryState takenOver(
            Generation by, List<UUID> newMembers, List<RegistryChange.Step> steps) {
        Checks.that(by.start() > generation.start(), "a start must raise the start number");
        long next = steps.isEmpty() ? revision : revision + 1;
        return new RegistryState(by, next, newMembers, applied(steps, next));
    }

    private SortedMap<String, Item> applied(List<RegistryChange.Step> steps, long version) {
        if (steps.isEmpty()) {
            return items;
        }
        TreeMap<String, Item> map = new TreeMap<>(items);
        for (RegistryChange.Step step : steps) {
            step.value()
                    .ifPresentOrElse(
                            value -> map.put(step.key(), new Item(value, version)),
                            () -> map.remove(step.key()));
        }
        return map;
    }
}
