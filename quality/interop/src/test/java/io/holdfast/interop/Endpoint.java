package io.holdfast.interop;

import java.net.URI;

/// Where a server listens and who may speak to it.
///
/// @param uri scheme, host and port only
/// @param accessKey of the root account
/// @param secretKey of the root account
public record Endpoint(URI uri, String accessKey, String secretKey) {
    /// The region that every suite signs for.
    public static final String REGION = "us-east-1";

    /// `host:port`.
    public String authority() {
        return uri.getAuthority();
    }

    /// The same server, another account.
    public Endpoint as(String otherAccessKey, String otherSecretKey) {
        return new Endpoint(uri, otherAccessKey, otherSecretKey);
    }
}
