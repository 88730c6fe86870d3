package io.holdfast.base.ports;

import io.holdfast.base.Checks;

/// A key that a client sends with each request; it is used and forgotten.
///
/// @param bytes 32 of them; secret
public record CustomerKey(byte[] bytes) {
    /// Bytes of a key of AES-256.
    public static final int BYTES = 32;

    public CustomerKey {
        Checks.that(bytes.length == BYTES, "a customer's key has 32 bytes");
    }

    /// Leaves the secret out.
    @Override
    public String toString() {
        return "CustomerKey";
    }
}
