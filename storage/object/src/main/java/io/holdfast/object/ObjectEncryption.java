package io.holdfast.object;

import io.holdfast.base.ports.Envelope;
import java.util.Optional;

/// How a version or upload is sealed, for answers.
///
/// @param mode with whose key
/// @param keyId name in the key service; empty for a customer's key
public record ObjectEncryption(Envelope.Mode mode, String keyId) {
    /// What an envelope says of itself.
    public static Optional<ObjectEncryption> of(Optional<Envelope> envelope) {
        return envelope.map(found -> new ObjectEncryption(found.mode(), found.keyId()));
    }
}
