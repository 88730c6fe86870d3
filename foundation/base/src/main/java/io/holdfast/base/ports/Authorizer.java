package io.holdfast.base.ports;

import java.util.Set;

/// Judges accesses by identity and bucket policies. Any thread; answers from memory, without
/// blocking.
@FunctionalInterface
public interface Authorizer {
    /// Judges one access by the policies in force now.
    Decision authorize(Access access);

    /// What of the object that is there the decision hangs on. The caller then reads it, and asks
    /// with it.
    default Set<Access.Fact> asks(Access access) {
        return Set.of();
    }
}
