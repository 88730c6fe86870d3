package io.holdfast.base.ports;

/// A fresh data key.
///
/// @param plain secret; never stored, never logged
/// @param sealed the same under a master key, to be stored
public record DataKey(byte[] plain, byte[] sealed) {
    /// Leaves the secret out.
    @Override
    public String toString() {
        return "DataKey";
    }
}
