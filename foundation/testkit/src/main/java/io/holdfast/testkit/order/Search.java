package io.holdfast.testkit.order;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Looks for an order of steps in which every one finds the state that it demands. Confined to one
/// thread.
///
/// Depth first over configurations, each of which is visited once [1][2]. Where a history is quiet,
/// the next step in line is all that a configuration says besides the state, so the memo itself
/// cuts the history there. Four rules keep the number of configurations small and lose no order:
///
/// * One that differs from an earlier one only in having used up more steps that need not happen
///   can do nothing that the earlier one could not.
/// * A read that agrees with the present state happens at once: moved forward, it changes nothing
///   for the others.
/// * A value that somebody has still to see is not written over when nobody can write it again
///   ([Demand]).
/// * A step that need not happen does so only right before one that is wrong now and right then:
///   with no such step it can be moved back, or left out when its value is written over.
///
/// [1] Wing, Gong: Testing and Verifying Concurrent Objects, JPDC 17 (1993). [2] Lowe: Testing for
/// Linearizability, CPE 29 (2017), §3.
final class Search {
    private final List<Step> required;
    private final List<Step> optional;
    private final Demand demand;
    private final long limit;
    private final Map<Configuration, List<Configuration>> seen = new HashMap<>();
    private long visited;
    private final Deque<Configuration> next = new ArrayDeque<>();
    private final List<Integer> open = new ArrayList<>();
    private long deadlineNs;
    private long horizonNs = Long.MIN_VALUE;

    /// What the search ended with.
    enum Outcome {
        ORDERED,
        BROKEN,
        UNDECIDED
    }

    /// @param limit of configurations
    Search(Steps steps, long limit) {
        this.required = steps.required;
        this.optional = steps.optional;
        this.demand = new Demand(required, optional);
        this.limit = limit;
        push(Configuration.start(steps.initialState()));
    }

    Outcome run() {
        while (!next.isEmpty()) {
            if (visited > limit) {
                return Outcome.UNDECIDED;
            }
            Configuration settled = takeReads(next.pop());
            if (settled.base == required.size()) {
                return Outcome.ORDERED;
            }
            horizonNs = Math.max(horizonNs, deadlineNs);
            pushOptional(settled);
            pushRequired(settled);
        }
        return Outcome.BROKEN;
    }

    /// Configurations visited.
    long configurations() {
        return visited;
    }

    /// After BROKEN: operations invoked later than this had no part in it.
    long horizonNs() {
        return horizonNs;
    }

    private void pushAfter(Configuration before, Configuration after) {
        int forsaken = demand.forsaken(after, before.state);
        if (forsaken < 0) {
            push(after);
        } else {
            // What it saw besides is explained by what was invoked before it returned.
            horizonNs = Math.max(horizonNs, required.get(forsaken).returnedNs());
        }
    }

    private void push(Configuration configuration) {
        List<Configuration> alike = seen.getOrDefault(configuration, List.of());
        for (Configuration earlier : alike) {
            if (earlier.usesNoMoreThan(configuration)) {
                return;
            }
        }
        List<Configuration> more = new ArrayList<>(alike);
        more.add(configuration);
        seen.put(configuration, more.size() == 1 ? List.of(configuration) : more);
        visited++;
        next.push(configuration);
    }

    private Configuration takeReads(Configuration from) {
        Configuration at = from;
        boolean isMoving = true;
        while (isMoving) {
            isMoving = false;
            findOpen(at);
            for (int place : open) {
                Step step = required.get(place);
                if (step.effect().isRead()
                        && (step.after() < 0 || at.hasRequired(step.after()))
                        && step.effect().apply(at.state) != null) {
                    at = at.withRequired(place, at.state);
                    isMoving = true;
                }
            }
        }
        return at;
    }

    /// Required steps that may be next: all that were invoked before the first of those that are
    /// left has returned.
    private void findOpen(Configuration at) {
        open.clear();
        deadlineNs = Operation.NEVER;
        for (int place = at.base; place < required.size(); place++) {
            Step step = required.get(place);
            if (step.invokedNs() > deadlineNs) {
                break;
            }
            if (!at.hasRequired(place)) {
                deadlineNs = Math.min(deadlineNs, step.returnedNs());
                open.add(place);
            }
        }
        open.removeIf(place -> required.get(place).invokedNs() > deadlineNs);
    }

    /// Those that write what nobody has still to see are tried first, then those that return first.
    private void pushRequired(Configuration at) {
        open.sort(
                Comparator.comparing(
                                (Integer place) ->
                                        demand.isWanted(required.get(place).effect(), at))
                        .thenComparingLong(place -> required.get(place).returnedNs())
                        .reversed());
        for (int place : open) {
            Step step = required.get(place);
            if (step.effect().isRead() || step.after() >= 0 && !at.hasRequired(step.after())) {
                continue;
            }
            int[] state = step.effect().apply(at.state);
            if (state != null) {
                pushAfter(at, at.withRequired(place, state));
            }
        }
    }

    private void pushOptional(Configuration at) {
        for (int place = 0; place < optional.size(); place++) {
            Step step = optional.get(place);
            if (step.invokedNs() > deadlineNs
                    || at.hasOptional(place)
                    || step.after() >= 0 && !at.hasOptional(step.after())) {
                continue;
            }
            int[] state = step.effect().apply(at.state);
            if (state != null && isUseful(at, step.effect(), state)) {
                pushAfter(at, at.withOptional(place, state));
            }
        }
    }

    private boolean isUseful(Configuration at, Effect effect, int[] after) {
        int slot =
                switch (effect) {
                    case Effect.Write write -> write.slot();
                    case Effect.Release release -> release.target();
                    case Effect.Capture _, Effect.Check _, Effect.Look _ -> -1;
                };
        if (slot < 0) {
            return true;
        }
        for (int place : open) {
            if (helps(required.get(place).effect(), slot, at.state[slot], after[slot])) {
                return true;
            }
        }
        for (int place = 0; place < optional.size(); place++) {
            Step step = optional.get(place);
            if (step.invokedNs() <= deadlineNs
                    && !at.hasOptional(place)
                    && helps(step.effect(), slot, at.state[slot], after[slot])) {
                return true;
            }
        }
        return false;
    }

    private static boolean helps(Effect effect, int slot, int before, int after) {
        return effect instanceof Effect.Capture capture
                ? capture.source() == slot
                : effect.judge(slot, before) == 0 && effect.judge(slot, after) == 1;
    }
}
