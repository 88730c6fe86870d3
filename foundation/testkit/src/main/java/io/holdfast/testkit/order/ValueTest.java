package io.holdfast.testkit.order;

/// A test of what a slot holds.
///
/// @param value a number of [Values]
record ValueTest(Kind kind, int value) {
    static final ValueTest ANY = new ValueTest(Kind.ANY, 0);

    enum Kind {
        ANY,
        IS,
        IS_NOT
    }

    static ValueTest is(int value) {
        return new ValueTest(Kind.IS, value);
    }

    static ValueTest isNot(int value) {
        return new ValueTest(Kind.IS_NOT, value);
    }

    boolean holds(int actual) {
        return switch (kind) {
            case ANY -> true;
            case IS -> actual == value;
            case IS_NOT -> actual != value;
        };
    }

    /// As [Effect#judge] of a step that makes this test.
    int judge(int actual) {
        return kind == Kind.ANY ? -1 : holds(actual) ? 1 : 0;
    }

    /// The opposite; of a test that always holds, that is one that never does.
    ValueTest negated() {
        return switch (kind) {
            case ANY -> is(Values.IMPOSSIBLE);
            case IS -> isNot(value);
            case IS_NOT -> is(value);
        };
    }
}
