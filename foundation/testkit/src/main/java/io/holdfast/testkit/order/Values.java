package io.holdfast.testkit.order;

import java.util.HashMap;
import java.util.Map;

/// Small numbers for values. Confined to one thread.
final class Values {
    /// What an absent key holds.
    static final int ABSENT = 0;

    /// What no key ever holds.
    static final int IMPOSSIBLE = -1;

    /// A value that nobody asks for, whichever it is.
    static final int OTHER = -3;

    private final Map<String, Integer> numbers = new HashMap<>();

    /// A value in a slot, as one number.
    static long pair(int slot, int value) {
        return (long) slot << 32 | value & 0xFFFF_FFFFL;
    }

    int of(String value) {
        return numbers.computeIfAbsent(value, _ -> numbers.size() + 1);
    }

    /// When a request with this condition is carried out.
    ValueTest of(Condition condition) {
        return switch (condition) {
            case Condition.None _ -> ValueTest.ANY;
            case Condition.IfAbsent _ -> ValueTest.is(ABSENT);
            case Condition.IfMatch(String value) -> ValueTest.is(of(value));
            case Condition.IfNoneMatch(String value) -> ValueTest.isNot(of(value));
        };
    }
}
