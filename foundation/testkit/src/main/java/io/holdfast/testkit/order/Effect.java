package io.holdfast.testkit.order;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a step demands of the state and what it makes of it. The state is an array of slots: one
/// for each key, then one for what each unanswered copy has read.
sealed interface Effect {
    /// The state afterwards: the same array when nothing changes; null when the step cannot happen
    /// in this state.
    int @Nullable [] apply(int[] state);

    /// What the step makes of a value in one slot, whatever is in the others.
    ///
    /// @return -1 when it does not look there, 0 when it cannot happen then, 1 when it may
    int judge(int slot, int value);

    /// Whether it changes nothing.
    boolean isRead();

    /// Looks at one slot.
    record Check(int slot, ValueTest test) implements Effect {
        @Override
        public int @Nullable [] apply(int[] state) {
            return test.holds(state[slot]) ? state : null;
        }

        @Override
        public int judge(int other, int value) {
            return other == slot ? test.judge(value) : -1;
        }

        @Override
        public boolean isRead() {
            return true;
        }
    }

    /// Sets one slot if it passes a test.
    record Write(int slot, int written, ValueTest test) implements Effect {
        @Override
        public int @Nullable [] apply(int[] state) {
            return test.holds(state[slot]) ? with(state, slot, written) : null;
        }

        @Override
        public int judge(int other, int value) {
            return other == slot ? test.judge(value) : -1;
        }

        @Override
        public boolean isRead() {
            return false;
        }
    }

    /// Looks at many slots at one moment.
    ///
    /// @param expected by slot; [#UNSEEN] where it does not look
    /// @param somePresent of the slots of each group, one at least is not absent
    record Look(int[] expected, List<int[]> somePresent) implements Effect {
        static final int UNSEEN = -2;

        @Override
        public int @Nullable [] apply(int[] state) {
            for (int slot = 0; slot < expected.length; slot++) {
                if (expected[slot] != UNSEEN && expected[slot] != state[slot]) {
                    return null;
                }
            }
            for (int[] group : somePresent) {
                boolean isPresent = false;
                for (int slot : group) {
                    isPresent |= state[slot] != Values.ABSENT;
                }
                if (!isPresent) {
                    return null;
                }
            }
            return state;
        }

        @Override
        public int judge(int slot, int value) {
            if (slot < expected.length && expected[slot] != UNSEEN) {
                return expected[slot] == value ? 1 : 0;
            }
            for (int[] group : somePresent) {
                for (int member : group) {
                    if (member == slot) {
                        return value == Values.ABSENT ? 0 : 1;
                    }
                }
            }
            return -1;
        }

        @Override
        public boolean isRead() {
            return true;
        }
    }

    /// First half of an unanswered copy: keeps what the source holds.
    ///
    /// @param wanted values that somebody may look for where the copy goes to; all others are one
    /// @param isPresenceWanted whether somebody may find it enough that a value is there
    record Capture(int source, int register, Set<Integer> wanted, boolean isPresenceWanted)
            implements Effect {
        @Override
        public int @Nullable [] apply(int[] state) {
            int value = state[source];
            if (wanted.contains(value)) {
                return with(state, register, value);
            }
            return value != Values.ABSENT && isPresenceWanted
                    ? with(state, register, Values.OTHER)
                    : null;
        }

        @Override
        public int judge(int slot, int value) {
            return slot == source ? 1 : -1;
        }

        @Override
        public boolean isRead() {
            return false;
        }
    }

    /// Second half: the target gets what was kept.
    record Release(int register, int target) implements Effect {
        @Override
        public int @Nullable [] apply(int[] state) {
            int[] changed = with(state, target, state[register]);
            changed[register] = Values.ABSENT;
            return changed;
        }

        @Override
        public int judge(int slot, int value) {
            return -1;
        }

        @Override
        public boolean isRead() {
            return false;
        }
    }

    private static int[] with(int[] state, int slot, int value) {
        int[] changed = state.clone();
        changed[slot] = value;
        return changed;
    }
}
