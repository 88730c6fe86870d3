package io.holdfast.s3;

import io.holdfast.base.ports.Credential;
import io.holdfast.base.ports.Credentials;
import java.util.Optional;

/// The root's key and no other.
public final class RootCredentials implements Credentials {
    private final Credential root;

    public RootCredentials(String accessKey, String secretKey) {
        root = new Credential(accessKey, secretKey, "", true);
    }

    @Override
    public Optional<Credential> find(String accessKey) {
        return accessKey.equals(root.accessKey()) ? Optional.of(root) : Optional.empty();
    }
}
