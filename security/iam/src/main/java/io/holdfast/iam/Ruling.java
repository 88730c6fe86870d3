package io.holdfast.iam;

/// What policies say of a [Question], and why.
public sealed interface Ruling {
    /// A statement forbids it; nothing else counts then.
    record Denied(Source by) implements Ruling {}

    /// A statement allows it and none forbids it.
    record Allowed(Source by) implements Ruling {}

    /// No statement speaks of it.
    record Silent() implements Ruling {}

    /// Where a statement stands.
    ///
    /// @param policy name of the policy
    /// @param statement its number in the document, from 1
    /// @param sid its `Sid`; empty without one
    record Source(String policy, int statement, String sid) {
        @Override
        public String toString() {
            return "policy \"%s\", statement %d%s"
                    .formatted(policy, statement, sid.isEmpty() ? "" : " (" + sid + ")");
        }
    }

    /// Whether it is allowed; what nobody speaks of is not.
    default boolean isAllowed() {
        return this instanceof Allowed;
    }
}
