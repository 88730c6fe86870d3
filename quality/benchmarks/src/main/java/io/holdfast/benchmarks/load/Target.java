package io.holdfast.benchmarks.load;

import java.net.URI;

/// The server under load.
///
/// @param endpoint scheme http, host and port
/// @param accessKey of an account that may do everything in the bucket
/// @param bucket is created if it is missing
/// @param pid of the server's process, or 0 if its figures are not wanted
public record Target(URI endpoint, String accessKey, String secretKey, String bucket, long pid) {
    public Target {
        if (!"http".equals(endpoint.getScheme())) {
            throw new IllegalArgumentException("only http, not " + endpoint);
        }
    }

    /// Another bucket of the same server.
    public Target in(String otherBucket) {
        return new Target(endpoint, accessKey, secretKey, otherBucket, pid);
    }

    String host() {
        return endpoint.getHost();
    }

    int port() {
        return endpoint.getPort() < 0 ? 80 : endpoint.getPort();
    }

    /// As the `Host` header has it.
    String authority() {
        return endpoint.getAuthority();
    }
}
