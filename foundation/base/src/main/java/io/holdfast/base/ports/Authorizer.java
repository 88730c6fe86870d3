package io.holdfast.base.ports;

/// Judges accesses by identity and bucket policies. Any thread; answers from memory, without
/// blocking.
@FunctionalInterface
public interface Authorizer {
    /// Judges one access by the policies in force now.
    Decision authorize(Access access);

    /// Whether a policy that speaks of the access looks at the tags of the object that is there.
    /// The caller then reads them, and adds them to the values as `s3:existingobjecttag/<tag>`.
    default boolean asksForTags(Access access) {
        return false;
    }
}
