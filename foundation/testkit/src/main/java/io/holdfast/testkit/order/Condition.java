package io.holdfast.testkit.order;

/// What a request asks of the key's present value [RFC 9110 §13.1]; an absent key has no value.
public sealed interface Condition {
    /// None.
    Condition NONE = new None();

    /// No condition.
    record None() implements Condition {}

    /// `If-None-Match: *`: the key is absent.
    record IfAbsent() implements Condition {}

    /// `If-Match: "value"`: the key has this value.
    record IfMatch(String value) implements Condition {}

    /// `If-None-Match: "value"`: the key has another value, or none.
    record IfNoneMatch(String value) implements Condition {}
}
