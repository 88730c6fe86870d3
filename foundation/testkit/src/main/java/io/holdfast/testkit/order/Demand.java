package io.holdfast.testkit.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which steps look for a value in a slot, and which put it there. Immutable once built.
///
/// Most values are written once: a configuration in which such a value is written over while
/// somebody has still to see it leads nowhere, however many orders of what follows it there are.
final class Demand {
    private final List<Step> optional;
    private final Map<Long, List<Integer>> readers = new HashMap<>();
    private final Map<Long, List<Integer>> writers = new HashMap<>();

    Demand(List<Step> required, List<Step> optional) {
        this.optional = optional;
        for (int place = 0; place < required.size(); place++) {
            note(required.get(place).effect(), place);
        }
    }

    private void note(Effect effect, int place) {
        switch (effect) {
            case Effect.Check(int slot, ValueTest test) -> noteReader(slot, test, place);
            case Effect.Write(int slot, int written, ValueTest test) -> {
                noteReader(slot, test, place);
                add(writers, slot, written, place);
            }
            case Effect.Look look -> {
                for (int slot = 0; slot < look.expected().length; slot++) {
                    add(readers, slot, look.expected()[slot], place);
                }
            }
            case Effect.Capture _, Effect.Release _ -> {}
        }
    }

    private void noteReader(int slot, ValueTest test, int place) {
        if (test.kind() == ValueTest.Kind.IS) {
            add(readers, slot, test.value(), place);
        }
    }

    private static void add(Map<Long, List<Integer>> places, int slot, int value, int place) {
        places.computeIfAbsent(Values.pair(slot, value), _ -> new ArrayList<>()).add(place);
    }

    /// Finds a step that looks for a value which is no longer there and which nobody can bring
    /// back.
    ///
    /// @param at the configuration after a step
    /// @param before the state before that step
    /// @return the place of the first such step for one of the values; -1 for none
    int forsaken(Configuration at, int[] before) {
        for (int slot = 0; slot < before.length; slot++) {
            int value = before[slot];
            if (value == at.state[slot]) {
                continue;
            }
            int reader = firstLeft(readers, slot, value, at);
            if (reader >= 0
                    && firstLeft(writers, slot, value, at) < 0
                    && !mayReturn(slot, value, at)) {
                return reader;
            }
        }
        return -1;
    }

    /// Whether a step writes what somebody has still to see.
    boolean isWanted(Effect effect, Configuration at) {
        return effect instanceof Effect.Write write
                && firstLeft(readers, write.slot(), write.written(), at) >= 0;
    }

    private static int firstLeft(
            Map<Long, List<Integer>> places, int slot, int value, Configuration at) {
        for (int place : places.getOrDefault(Values.pair(slot, value), List.of())) {
            if (!at.hasRequired(place)) {
                return place;
            }
        }
        return -1;
    }

    private boolean mayReturn(int slot, int value, Configuration at) {
        for (int place = 0; place < optional.size(); place++) {
            boolean isBrought =
                    switch (optional.get(place).effect()) {
                        case Effect.Write write -> write.slot() == slot && write.written() == value;
                        case Effect.Release release -> release.target() == slot;
                        case Effect.Check _, Effect.Look _, Effect.Capture _ -> false;
                    };
            if (isBrought && !at.hasOptional(place)) {
                return true;
            }
        }
        return false;
    }
}
