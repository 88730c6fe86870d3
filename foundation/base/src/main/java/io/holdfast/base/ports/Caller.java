package io.holdfast.base.ports;

/// Who sent a request, after its signature was verified.
public sealed interface Caller {
    /// Nobody in particular: the request carried no signature.
    record Anonymous() implements Caller {}

    /// The holder of a key.
    ///
    /// @param accessKey public name of the key
    /// @param isRoot the account's root, whom no policy limits
    record Signed(String accessKey, boolean isRoot) implements Caller {}
}
