package io.holdfast.base.ports;

import java.util.Optional;

/// Seals objects with keys of their own. What storage knows of encryption; healing needs none of
/// it, for it moves sealed bytes. Methods may block on a key service. Any thread.
public interface ObjectSealing {
    /// A key for new bytes.
    ///
    /// @param envelope to be stored with them
    /// @param cipher for one thread at a time
    record Fresh(Envelope envelope, ContentCipher cipher) {}

    /// Makes sure that objects can be protected so.
    ///
    /// @throws SealingException NOT_CONFIGURED, NO_SUCH_KEY, UNAVAILABLE
    void check(Protection wanted) throws SealingException, InterruptedException;

    /// Makes the key of a new object or upload.
    ///
    /// @param binding what the envelope belongs to; without the same bytes it does not open
    /// @throws SealingException NOT_CONFIGURED, NO_SUCH_KEY, UNAVAILABLE
    Fresh seal(Protection wanted, byte[] binding) throws SealingException, InterruptedException;

    /// Opens an envelope.
    ///
    /// @param key the customer's, when the client sent one
    /// @param binding as it was given to {@link #seal}
    /// @throws SealingException any kind
    ContentCipher open(Envelope envelope, Optional<CustomerKey> key, byte[] binding)
            throws SealingException, InterruptedException;

    /// Seals nothing and opens nothing.
    static ObjectSealing none() {
        return new NoSealing();
    }
}
