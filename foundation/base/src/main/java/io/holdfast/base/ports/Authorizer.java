package io.holdfast.base.ports;

/// Judges accesses by identity and bucket policies. Any thread; answers from memory, without
/// blocking.
public interface Authorizer {
    /// Judges one access by the policies in force now.
    Decision authorize(Access access);
}
