package io.holdfast.testkit.order;

import java.util.Arrays;

/// Which steps have happened and what is then stored: a node of the search. Immutable.
final class Configuration {
    /// All required steps below this place have happened, that at this place has not.
    final int base;

    /// Required steps that have happened, from the word that holds `base` on; no zero words at the
    /// end.
    private final long[] required;

    /// Optional steps that have happened; no zero words at the end.
    private final long[] optional;

    final int[] state;
    private final int hash;

    private Configuration(int base, long[] required, long[] optional, int[] state) {
        this.base = base;
        this.required = required;
        this.optional = optional;
        this.state = state;
        this.hash = 31 * (31 * base + Arrays.hashCode(required)) + Arrays.hashCode(state);
    }

    /// Nothing has happened.
    static Configuration start(int[] state) {
        return new Configuration(0, new long[0], new long[0], state);
    }

    boolean hasRequired(int place) {
        return place < base || isSet(required, place - (base & ~63));
    }

    boolean hasOptional(int place) {
        return isSet(optional, place);
    }

    private static boolean isSet(long[] words, int bit) {
        return bit >> 6 < words.length && (words[bit >> 6] & 1L << bit) != 0;
    }

    /// A required step happens.
    Configuration withRequired(int place, int[] newState) {
        int origin = base & ~63;
        long[] words = with(required, place - origin);
        if (place != base) {
            return new Configuration(base, words, optional, newState);
        }
        int next = place + 1;
        while (isSet(words, next - origin)) {
            next++;
        }
        int gone = Math.min(words.length, (next >> 6) - (base >> 6));
        return new Configuration(
                next, Arrays.copyOfRange(words, gone, words.length), optional, newState);
    }

    /// An optional step happens.
    Configuration withOptional(int place, int[] newState) {
        return new Configuration(base, required, with(optional, place), newState);
    }

    private static long[] with(long[] words, int bit) {
        long[] changed = Arrays.copyOf(words, Math.max(words.length, (bit >> 6) + 1));
        changed[bit >> 6] |= 1L << bit;
        return changed;
    }

    /// Whether all optional steps that have happened here have happened there too.
    boolean usesNoMoreThan(Configuration other) {
        if (optional.length > other.optional.length) {
            return false;
        }
        for (int word = 0; word < optional.length; word++) {
            if ((optional[word] & ~other.optional[word]) != 0) {
                return false;
            }
        }
        return true;
    }

    /// Equal but for the optional steps that have happened.
    @Override
    public boolean equals(Object other) {
        return other instanceof Configuration that
                && hash == that.hash
                && base == that.base
                && Arrays.equals(required, that.required)
                && Arrays.equals(state, that.state);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
