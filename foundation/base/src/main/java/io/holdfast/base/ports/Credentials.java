package io.holdfast.base.ports;

import java.util.Optional;

/// Secrets of access keys. Any thread; answers from memory, without blocking.
public interface Credentials {
    /// The credential of an access key; empty when there is none, or it is disabled or expired.
    Optional<Credential> find(String accessKey);
}
