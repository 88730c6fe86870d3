package io.holdfast.testkit.order;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// A history as steps on slots. Confined to one thread.
///
/// What may or may not have happened and would explain nothing is left out: a write without an
/// answer whose value nobody ever looks for only stands in the way.
final class Steps {
    /// Steps that happened, by time of the call.
    final List<Step> required = new ArrayList<>();

    /// Steps that may have happened.
    final List<Step> optional = new ArrayList<>();

    private final TreeMap<String, Integer> slots = new TreeMap<>();
    private final Values values = new Values();
    private final Set<Long> wanted = new HashSet<>();
    private final Set<Integer> wantedPresent = new HashSet<>();
    private final boolean areAllKeys;
    private final List<Operation> lostCopies = new ArrayList<>();
    private int slotCount;

    /// An operation and how much of it counts.
    ///
    /// @param isCertain false when its answer is left aside, as if it might not have happened
    record Claim(Operation operation, boolean isCertain) {}

    private Steps(boolean areAllKeys) {
        this.areAllKeys = areAllKeys;
    }

    /// The steps of a history.
    ///
    /// @param keys all others are left aside
    /// @param areAllKeys whether no listing covers other keys
    static Steps of(List<Claim> history, Set<String> keys, boolean areAllKeys) {
        Steps steps = new Steps(areAllKeys);
        for (String key : keys) {
            steps.slots.put(key, steps.slotCount++);
        }
        List<Claim> sorted = new ArrayList<>(history);
        sorted.sort(Comparator.comparingLong(claim -> claim.operation().invokedNs()));
        for (Claim claim : sorted) {
            if (claim.isCertain && claim.operation.isAnswered()) {
                steps.addCertain(claim.operation);
            }
        }
        for (Claim claim : sorted) {
            if (!claim.isCertain || !claim.operation.isAnswered()) {
                steps.addPossible(claim.operation);
            }
        }
        steps.leaveOutUnwanted();
        steps.addLostCopies();
        return steps;
    }

    /// All keys absent, nothing captured.
    int[] initialState() {
        return new int[slotCount];
    }

    private void addCertain(Operation operation) {
        switch (operation.call()) {
            case Call.Put(String key, String value, Condition condition) -> {
                if (slots.containsKey(key)) {
                    addChange(operation, slots.get(key), values.of(value), values.of(condition));
                }
            }
            case Call.Delete(String key, Condition condition) -> {
                if (slots.containsKey(key)) {
                    addChange(operation, slots.get(key), Values.ABSENT, values.of(condition));
                }
            }
            case Call.Get(String key, Condition condition) -> {
                if (slots.containsKey(key)) {
                    addGet(operation, slots.get(key), values.of(condition));
                }
            }
            case Call.Copy(String source, String target) -> addCopy(operation, source, target);
            case Call.ListPage call -> {
                if (operation.answer() instanceof Answer.Listed page) {
                    PageReader reader = new PageReader(slots, values, call, page);
                    addRequired(operation, reader.look(areAllKeys), -1);
                }
            }
        }
    }

    private void addChange(Operation operation, int slot, int value, ValueTest test) {
        addRequired(
                operation,
                switch (operation.answer()) {
                    case Answer.Missing _ -> new Effect.Check(slot, ValueTest.is(Values.ABSENT));
                    case Answer.Refused _ -> new Effect.Check(slot, test.negated());
                    case Answer.Done _, Answer.Found _, Answer.Listed _, Answer.None _ ->
                            new Effect.Write(slot, value, test);
                },
                -1);
    }

    private void addGet(Operation operation, int slot, ValueTest test) {
        ValueTest seen =
                switch (operation.answer()) {
                    case Answer.Found(String value) when test.holds(values.of(value)) ->
                            ValueTest.is(values.of(value));
                    case Answer.Missing _ -> ValueTest.is(Values.ABSENT);
                    case Answer.Refused _ -> test.negated();
                    case Answer.Found _, Answer.Done _, Answer.Listed _, Answer.None _ ->
                            ValueTest.is(Values.IMPOSSIBLE);
                };
        addRequired(operation, new Effect.Check(slot, seen), -1);
    }

    private void addCopy(Operation operation, String source, String target) {
        Integer from = slots.get(source);
        Integer to = slots.get(target);
        int read = -1;
        int value =
                operation.answer() instanceof Answer.Found(String copied)
                        ? values.of(copied)
                        : Values.ABSENT;
        if (from != null) {
            read = required.size();
            addRequired(operation, new Effect.Check(from, ValueTest.is(value)), -1);
        }
        if (to != null && value != Values.ABSENT) {
            addRequired(operation, new Effect.Write(to, value, ValueTest.ANY), read);
        }
    }

    private void addRequired(Operation operation, Effect effect, int after) {
        required.add(new Step(operation, false, effect, after));
    }

    private void noteWanted(Effect effect) {
        switch (effect) {
            case Effect.Check(int slot, ValueTest test) -> noteWanted(slot, test);
            case Effect.Write(int slot, int _, ValueTest test) -> noteWanted(slot, test);
            case Effect.Look(int[] expected, List<int[]> groups) -> {
                for (int slot = 0; slot < expected.length; slot++) {
                    wanted.add(Values.pair(slot, expected[slot]));
                }
                groups.forEach(group -> Arrays.stream(group).forEach(wantedPresent::add));
            }
            case Effect.Capture _, Effect.Release _ -> {}
        }
    }

    private void noteWanted(int slot, ValueTest test) {
        switch (test.kind()) {
            case ANY -> {}
            case IS -> wanted.add(Values.pair(slot, test.value()));
            case IS_NOT -> {
                wantedPresent.add(slot);
                wanted.add(Values.pair(slot, Values.ABSENT));
                wanted.add(Values.pair(slot, test.value()));
            }
        }
    }

    private void addPossible(Operation operation) {
        switch (operation.call()) {
            case Call.Put(String key, String value, Condition condition) -> {
                if (slots.containsKey(key) && mayHaveChanged(operation)) {
                    addPossible(
                            operation,
                            new Effect.Write(
                                    slots.get(key), values.of(value), values.of(condition)));
                }
            }
            case Call.Delete(String key, Condition condition) -> {
                if (slots.containsKey(key) && mayHaveChanged(operation)) {
                    addPossible(
                            operation,
                            new Effect.Write(slots.get(key), Values.ABSENT, values.of(condition)));
                }
            }
            case Call.Copy(String source, String target) -> {
                if (slots.containsKey(target)) {
                    addPossibleCopy(operation, source, slots.get(target));
                }
            }
            case Call.Get _, Call.ListPage _ -> {}
        }
    }

    private static boolean mayHaveChanged(Operation operation) {
        return operation.answer() instanceof Answer.Done
                || operation.answer() instanceof Answer.None;
    }

    private void addPossibleCopy(Operation operation, String source, int target) {
        switch (operation.answer()) {
            case Answer.Found(String copied) ->
                    addPossible(
                            operation, new Effect.Write(target, values.of(copied), ValueTest.ANY));
            case Answer.None _ -> {
                if (!slots.containsKey(source)) {
                    throw new IllegalArgumentException("what a lost copy has read is needed");
                }
                lostCopies.add(operation);
            }
            case Answer.Done _, Answer.Missing _, Answer.Refused _, Answer.Listed _ -> {}
        }
    }

    private void addPossible(Operation operation, Effect effect) {
        optional.add(new Step(operation, true, effect, -1));
    }

    /// What is wanted only by what nobody wants goes with it.
    private void leaveOutUnwanted() {
        do {
            wanted.clear();
            wantedPresent.clear();
            required.forEach(step -> noteWanted(step.effect()));
            optional.forEach(step -> noteWanted(step.effect()));
            noteWantedByCopies();
        } while (optional.removeIf(step -> !isWanted(step.effect())));
    }

    private boolean isWanted(Effect effect) {
        return !(effect instanceof Effect.Write(int slot, int value, ValueTest _))
                || wanted.contains(Values.pair(slot, value))
                || value != Values.ABSENT && wantedPresent.contains(slot);
    }

    /// What is looked for in the target of a lost copy may come from its source, and so on.
    private void noteWantedByCopies() {
        int before;
        do {
            before = wanted.size() + wantedPresent.size();
            for (Operation operation : lostCopies) {
                if (operation.call() instanceof Call.Copy(String source, String target)) {
                    int from = slot(source);
                    wantedIn(slot(target)).forEach(value -> wanted.add(Values.pair(from, value)));
                    if (wantedPresent.contains(slot(target))) {
                        wantedPresent.add(from);
                    }
                }
            }
        } while (wanted.size() + wantedPresent.size() > before);
    }

    private void addLostCopies() {
        for (Operation operation : lostCopies) {
            if (operation.call() instanceof Call.Copy(String source, String target)) {
                int to = slot(target);
                int register = slotCount++;
                int capture = optional.size();
                addPossible(
                        operation,
                        new Effect.Capture(
                                slot(source), register, wantedIn(to), wantedPresent.contains(to)));
                optional.add(new Step(operation, true, new Effect.Release(register, to), capture));
            }
        }
    }

    private int slot(String key) {
        return Objects.requireNonNull(slots.get(key));
    }

    private Set<Integer> wantedIn(int slot) {
        Set<Integer> values = new HashSet<>();
        for (long pair : wanted) {
            if (pair >> 32 == slot && (int) pair > Values.ABSENT) {
                values.add((int) pair);
            }
        }
        return values;
    }
}
