package io.holdfast.base.ports;

/// An access key with its secret.
///
/// @param accessKey public name
/// @param secretKey never logged, never shown
/// @param sessionToken of temporary keys; empty for permanent ones
/// @param isRoot the account's root
public record Credential(String accessKey, String secretKey, String sessionToken, boolean isRoot) {
    /// Leaves the secrets out.
    @Override
    public String toString() {
        return "Credential[" + accessKey + "]";
    }
}
