package io.holdfast.base.ports;

import java.util.Optional;

/// Keeps master keys, which never leave it, and makes and opens data keys with them. A service may
/// be another machine: methods block, and fail with UNAVAILABLE when it does not answer in its own
/// deadline. Any thread.
public interface KeyService {
    /// Bytes of a data key.
    int DATA_KEY_BYTES = 32;

    /// Name of the master key that stands in when nobody names one; empty when there are no keys.
    Optional<String> defaultKey();

    /// Makes sure that a master key is there and may be used.
    ///
    /// @throws SealingException NO_SUCH_KEY, UNAVAILABLE
    void check(String keyId) throws SealingException, InterruptedException;

    /// Makes a data key at random.
    ///
    /// @param context must be given again to open it; no secret, may be logged by the service
    /// @throws SealingException NO_SUCH_KEY, UNAVAILABLE
    DataKey newDataKey(String keyId, byte[] context) throws SealingException, InterruptedException;

    /// Opens a sealed data key.
    ///
    /// @return its {@link #DATA_KEY_BYTES} bytes
    /// @throws SealingException NO_SUCH_KEY, UNAVAILABLE; DAMAGED when the sealed bytes are not
    ///   what this master key made in this context
    byte[] openDataKey(String keyId, byte[] sealed, byte[] context)
            throws SealingException, InterruptedException;
}
