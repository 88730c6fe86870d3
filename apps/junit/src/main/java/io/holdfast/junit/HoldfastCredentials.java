package io.holdfast.junit;

/// The keys of the server's root user.
public record HoldfastCredentials(String accessKey, String secretKey) {
    /// Never shows the secret.
    @Override
    public String toString() {
        return "HoldfastCredentials[" + accessKey + "]";
    }
}
